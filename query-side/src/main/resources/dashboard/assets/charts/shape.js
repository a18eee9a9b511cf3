// What a panel says of its chart, whatever draws it.
//
// {
//   kind: 'line' | 'bars' | 'across' (bars that lie, for names),
//   stacked: whether the series add up,
//   labels: [text],
//   head: what the labels are, for the table,
//   series: [{ label, values: [number or null], format }],
// }

/** Nothing to draw: no label, or no value but 0. */
export const isEmpty = ({ labels, series }) =>
  labels.length === 0 || series.every(({ values }) => values.every((value) => !value));

/** One sentence of what a chart shows, for those who cannot see it. */
export function summary(title, { labels, series }) {
  if (isEmpty({ labels, series })) return `${title}: nothing in this range.`;
  const told = series.map(({ label, values, format }) => {
    const there = values.filter((value) => value !== null);
    if (there.length === 0) return `${label}: nothing`;
    return `${label}: from ${format(Math.min(...there))} to ${format(Math.max(...there))}`;
  });
  return `${title}, ${labels.length} values from ${labels[0]} to ${labels.at(-1)}. ${told.join('. ')}. The numbers follow as a table.`;
}
