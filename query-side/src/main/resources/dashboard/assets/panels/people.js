// Who comes, in numbers, and what they think of it.
import { count, decimal } from '../format.js';
import { overTime } from './series.js';

export const activeUsers = {
  id: 'active-users',
  title: 'Active users',
  note: 'Different people, so those of several days do not add up.',
  shape: (answer) => overTime(answer, 'bars', [['activeUsers', 'Active users', count]]),
};

export const ratings = {
  id: 'ratings',
  title: 'Ratings',
  note: 'How often each rating was given, 5 is best.',
  shape: ({ ratings: given }) => ({
    kind: 'bars',
    head: 'Rating',
    labels: given.map(({ value }) => `${value} ★`),
    series: [{ label: 'Ratings', format: count, values: given.map((each) => each.count) }],
  }),
};

export const averageRating = {
  id: 'average-rating',
  title: 'Average rating',
  note: 'Of what was rated in each piece of the range.',
  shape: (answer) => overTime(answer, 'line', [['averageRating', 'Average rating', decimal]]),
};
