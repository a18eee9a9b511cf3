// How long things take: percentiles of what was measured.
import { decimal, minutes, money, seconds } from '../format.js';

const SHARES = [
  ['p50', 'Half of all: at most'],
  ['p95', '95 of 100: at most'],
  ['p99', '99 of 100: at most'],
];

const scaled = (value, unit) => (value === null ? null : value / unit);

function percentiles(label, distribution, unit, format) {
  return {
    kind: 'across',
    head: 'Percentile',
    labels: SHARES.map(([, words]) => words),
    series: [{ label, format, values: SHARES.map(([share]) => scaled(distribution[share], unit)) }],
  };
}

export const sessionLength = {
  id: 'session-length',
  title: 'Session length',
  note: 'From the start of a story to its end, for stories that ended.',
  shape: ({ distributions }) => percentiles('Session length', distributions.sessionSeconds, 60, minutes),
};

export const storyLength = {
  id: 'story-length',
  title: 'Beats per story',
  note: 'For stories that ended.',
  shape: ({ distributions }) => percentiles('Beats', distributions.beatsPerStory, 1, decimal),
};

export const storyCost = {
  id: 'story-cost',
  title: 'Cost per story',
  note: 'For stories that ended.',
  shape: ({ distributions, currency }) => percentiles('Cost', distributions.costPerStory, 1, money(currency)),
};

export const latency = {
  id: 'latency',
  title: 'Generation latency',
  note: 'How long a beat took to be told, of all and by model.',
  shape: ({ distributions, models }) => {
    const told = [{ model: 'All models', millis: distributions.generationMillis }, ...models.slice(0, 6)];
    return {
      kind: 'across',
      head: 'Model',
      labels: told.map(({ model }) => model),
      series: SHARES.map(([share]) => ({
        label: share,
        format: seconds,
        values: told.map(({ millis }) => scaled(millis[share], 1000)),
      })),
    };
  },
};
