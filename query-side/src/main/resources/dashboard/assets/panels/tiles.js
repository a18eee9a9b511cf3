// The numbers at the top. `better` says which way is good news, where one is.
import { count, decimal, money, percent, seconds } from '../format.js';

export const TILES = [
  { name: 'sessionsStarted', label: 'Stories started', format: () => count, better: 'more' },
  { name: 'activeUsers', label: 'Active users', format: () => count, better: 'more' },
  { name: 'beats', label: 'Beats told', format: () => count, better: 'more' },
  { name: 'sessionsCompleted', label: 'Stories completed', format: () => count, better: 'more' },
  { name: 'averageRating', label: 'Average rating', format: () => decimal, better: 'more' },
  { name: 'secondsPerBeat', label: 'Seconds per beat', format: () => seconds, better: 'less' },
  { name: 'rejectionRate', label: 'Rejected', format: () => percent, better: 'less' },
  { name: 'failoverRate', label: 'Failover', format: () => percent, better: 'less' },
  { name: 'cost', label: 'Cost', format: money, better: 'less' },
  { name: 'people', label: 'People added', format: () => count, better: 'more' },
];

/**
 * How a total has changed: `share` of what it was (nothing where it was nothing) and `news`: good, bad or none.
 */
export function change(now, before, better) {
  if (now === null || before === null || before === undefined || before === 0) return { share: null, news: 'none' };
  const share = (now - before) / Math.abs(before);
  if (share === 0) return { share, news: 'none' };
  return { share, news: share > 0 === (better === 'more') ? 'good' : 'bad' };
}
