// How family legacies grow, and what clients report.
import { count } from '../format.js';
import { overTime } from './series.js';

/** How large it was at the end of each bucket: how large it is at the end, less all that came later. */
function sizes(end, growth) {
  const found = new Array(growth.length);
  for (let index = growth.length - 1, size = end; index >= 0; index--) {
    found[index] = size;
    size -= growth[index];
  }
  return found;
}

export const legacies = {
  id: 'legacies',
  title: 'Legacy growth',
  note: 'How large all legacies were at the end of each piece of the range.',
  shape: (answer) => {
    const shape = overTime(answer, 'line', [
      ['people', 'People', count],
      ['memories', 'Memories', count],
      ['legacies', 'Legacies', count],
      ['contributors', 'Contributors', count],
    ]);
    const ends = [answer.legacy.people, answer.legacy.memories, answer.legacy.legacies, answer.legacy.contributors];
    return {
      ...shape,
      series: shape.series.map((each, index) => ({ ...each, values: sizes(ends[index], each.values) })),
    };
  },
};

export const clientEvents = {
  id: 'client-events',
  title: 'Client events',
  note: 'What clients reported, the most frequent first.',
  shape: ({ clientEvents: reported }) => ({
    kind: 'across',
    head: 'Event',
    labels: reported.slice(0, 10).map(({ name }) => name),
    series: [{ label: 'Events', format: count, values: reported.slice(0, 10).map((each) => each.count) }],
  }),
};

export const pageViews = {
  id: 'page-views',
  title: 'Page views',
  note: 'And all that clients reported, over time.',
  shape: (answer) =>
    overTime(answer, 'line', [
      ['pageViews', 'Page views', count],
      ['clientEvents', 'All client events', count],
    ]),
};
