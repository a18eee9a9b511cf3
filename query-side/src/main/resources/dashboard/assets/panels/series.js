// Shapes of what has a value a bucket.
import { bucket } from '../format.js';

/** @param wanted [[name of the series in the answer, label, format]] */
export function overTime(answer, kind, wanted, options = {}) {
  return {
    kind,
    head: answer.granularity === 'hour' ? 'Hour (UTC)' : answer.granularity === 'week' ? 'Week of' : 'Day',
    labels: answer.buckets.map((begin) => bucket(begin, answer.granularity)),
    series: wanted.map(([name, label, format]) => ({ label, format, values: answer.series[name] })),
    ...options,
  };
}
