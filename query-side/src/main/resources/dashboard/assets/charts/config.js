// From a panel's shape to what Chart.js draws. Series differ in colour and also in dash and mark, so that nobody needs
// to tell colours apart.

const DASHES = [[], [6, 3], [2, 2], [8, 3, 2, 3], [12, 4], [4, 6]];
const MARKS = ['circle', 'rectRot', 'triangle', 'rect', 'star', 'crossRot'];
const LONGEST_NAME = 22;
const MANY = 40;

const shortened = (text) => (text.length > LONGEST_NAME ? `${text.slice(0, LONGEST_NAME - 1)}…` : text);

function line(series, index, colours, points) {
  const colour = colours.series[index % colours.series.length];
  return {
    label: series.label,
    data: series.values,
    borderColor: colour,
    backgroundColor: colour,
    borderWidth: 2,
    borderDash: DASHES[index % DASHES.length],
    pointStyle: MARKS[index % MARKS.length],
    pointRadius: points > MANY ? 0 : 3,
    pointHitRadius: 8,
    tension: 0.25,
    spanGaps: true,
  };
}

function bar(series, index, colours) {
  return {
    label: series.label,
    data: series.values,
    backgroundColor: colours.series[index % colours.series.length],
    // A gap of the ground's colour, so that pieces of a stack stand apart without their colours.
    borderColor: colours.ground,
    borderWidth: 1,
    borderRadius: 2,
    maxBarThickness: 36,
    pointStyle: 'rect',
  };
}

function axes(shape, colours) {
  const lying = shape.kind === 'across';
  const format = shape.series[0].format;
  const ticks = { color: colours.quiet, maxRotation: 0, autoSkipPadding: 12 };
  const names = {
    stacked: Boolean(shape.stacked),
    grid: { display: false },
    border: { color: colours.grid },
    ticks: {
      ...ticks,
      autoSkip: !lying,
      callback(value) {
        return shortened(this.getLabelForValue(value));
      },
    },
  };
  const values = {
    stacked: Boolean(shape.stacked),
    beginAtZero: true,
    grid: { color: colours.grid },
    border: { display: false },
    ticks: { ...ticks, maxTicksLimit: 6, callback: (value) => format(value) },
  };
  return lying ? { y: names, x: values } : { x: names, y: values };
}

/** @param still nothing moves, for those who asked their system for that */
export function config(shape, colours, still) {
  const drawn = shape.series.map((series, index) =>
    shape.kind === 'line' ? line(series, index, colours, shape.labels.length) : bar(series, index, colours),
  );
  return {
    type: shape.kind === 'line' ? 'line' : 'bar',
    data: { labels: shape.labels, datasets: drawn },
    options: {
      responsive: true,
      maintainAspectRatio: false,
      animation: still ? false : { duration: 250 },
      indexAxis: shape.kind === 'across' ? 'y' : 'x',
      interaction: { mode: 'index', axis: shape.kind === 'across' ? 'y' : 'x', intersect: false },
      scales: axes(shape, colours),
      plugins: {
        legend: {
          display: shape.series.length > 1,
          position: 'bottom',
          labels: { color: colours.text, usePointStyle: true, boxHeight: 8, padding: 12 },
        },
        tooltip: {
          callbacks: {
            label: ({ dataset, datasetIndex, raw }) =>
              `${dataset.label}: ${shape.series[datasetIndex].format(raw)}`,
          },
        },
      },
    },
  };
}
