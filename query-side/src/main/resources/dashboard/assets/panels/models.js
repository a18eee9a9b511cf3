// What models cost, and how often they let one down.
import { count, money, percent, seconds } from '../format.js';
import { overTime } from './series.js';

export const cost = {
  id: 'cost',
  title: 'Cost',
  note: 'What the calls to models of each piece of the range cost.',
  shape: (answer) => overTime(answer, 'bars', [['cost', 'Cost', money(answer.currency)]]),
};

export const tokens = {
  id: 'tokens',
  title: 'Tokens',
  note: 'Read and written by models.',
  shape: (answer) =>
    overTime(
      answer,
      'bars',
      [
        ['inputTokens', 'Input', count],
        ['outputTokens', 'Output', count],
      ],
      { stacked: true },
    ),
};

export const rates = {
  id: 'rates',
  title: 'Failover, rejection, failure',
  note: 'Of all beats that somebody waited for: more than one model was asked, moderation refused, nothing could be told.',
  shape: (answer) =>
    overTime(answer, 'line', [
      ['failoverRate', 'Failover', percent],
      ['rejectionRate', 'Rejected', percent],
      ['failureRate', 'Failed', percent],
    ]),
};

export const waiting = {
  id: 'waiting',
  title: 'Seconds per beat',
  note: 'On average, over time.',
  shape: (answer) => overTime(answer, 'line', [['secondsPerBeat', 'Seconds per beat', seconds]]),
};

export const attempts = {
  id: 'attempts',
  title: 'Attempts by model',
  note: 'How often each model was asked, and how often nothing came of it.',
  shape: ({ models }) => ({
    kind: 'across',
    stacked: true,
    head: 'Model',
    labels: models.slice(0, 10).map(({ model }) => model),
    series: [
      {
        label: 'Went well',
        format: count,
        values: models.slice(0, 10).map((each) => each.attempts - each.failedAttempts),
      },
      { label: 'Failed', format: count, values: models.slice(0, 10).map(({ failedAttempts }) => failedAttempts) },
    ],
  }),
};
