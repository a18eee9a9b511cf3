// Which days are looked at, and in how large pieces. Days are of UTC, as in the API.

const DAY_MILLIS = 86_400_000;
const MOST_BUCKETS = 400;
const BUCKETS_A_DAY = { hour: 24, day: 1, week: 1 / 7 };

export const GRANULARITIES = ['hour', 'day', 'week'];

/** The API knows whole days of UTC, so the last 24 hours are within the first of these. */
export const PRESETS = [
  { id: '2d', label: 'Since yesterday', days: 2, granularity: 'hour' },
  { id: '7d', label: '7 days', days: 7, granularity: 'day' },
  { id: '30d', label: '30 days', days: 30, granularity: 'day' },
  { id: '90d', label: '90 days', days: 90, granularity: 'week' },
];

export const DEFAULT = { preset: '30d', granularity: 'day', from: '', to: '' };

const dayOf = (millis) => new Date(millis).toISOString().slice(0, 10);

/** How many days, both ends included; 0 where one is missing or they run backwards. */
export function daysBetween(from, to) {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MILLIS + 1;
  return days > 0 ? days : 0;
}

/** The days of a choice as they are now: those of a preset move on with the clock. */
export function resolve(choice, now = Date.now()) {
  const preset = PRESETS.find(({ id }) => id === choice.preset);
  const { from, to } = preset
    ? { from: dayOf(now - (preset.days - 1) * DAY_MILLIS), to: dayOf(now) }
    : { from: choice.from, to: choice.to };
  return { from, to, granularity: choice.granularity };
}

export const fits = (granularity, days) => days * BUCKETS_A_DAY[granularity] <= MOST_BUCKETS;

/** What is wrong with a choice of one's own, in words, or nothing. */
export function complaint(from, to) {
  if (!from || !to) return 'Choose the first and the last day.';
  const days = daysBetween(from, to);
  if (days === 0) return 'The last day is before the first.';
  if (days > MOST_BUCKETS) return `That are ${days} days; ${MOST_BUCKETS} at most can be shown.`;
  return '';
}

/** The same choice with the finest granularity that fits, where its own does not. */
export function fitted(choice) {
  const { from, to } = resolve(choice);
  const days = daysBetween(from, to);
  if (fits(choice.granularity, days)) return choice;
  return { ...choice, granularity: GRANULARITIES.find((each) => fits(each, days)) ?? 'week' };
}

/** The choice that an address names, so that a view can be kept as a bookmark; what makes no sense is passed over. */
export function fromAddress(search) {
  const asked = new URLSearchParams(search);
  const granularity = GRANULARITIES.find((each) => each === asked.get('granularity'));
  const preset = PRESETS.find(({ id }) => id === asked.get('range'));
  if (preset) return fitted({ ...DEFAULT, preset: preset.id, granularity: granularity ?? preset.granularity });
  const [from, to] = [asked.get('from') ?? '', asked.get('to') ?? ''];
  if (complaint(from, to)) return DEFAULT;
  return fitted({ preset: 'custom', from, to, granularity: granularity ?? 'day' });
}

export function toAddress({ preset, from, to, granularity }) {
  const named = preset === 'custom' ? { from, to } : { range: preset };
  return `?${new URLSearchParams({ ...named, granularity })}`;
}
