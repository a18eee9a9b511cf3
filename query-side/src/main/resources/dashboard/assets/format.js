// Numbers and times in the words of the reader's own language settings.

const NONE = '–';
const numbers = (options) => {
  const format = new Intl.NumberFormat(undefined, options);
  return (value) => (value === null || value === undefined ? NONE : format.format(value));
};

export const count = numbers({ maximumFractionDigits: 0 });
export const decimal = numbers({ maximumFractionDigits: 2 });
export const percent = numbers({ style: 'percent', maximumFractionDigits: 1 });
export const seconds = numbers({ style: 'unit', unit: 'second', unitDisplay: 'short', maximumFractionDigits: 2 });
export const minutes = numbers({ style: 'unit', unit: 'minute', unitDisplay: 'short', maximumFractionDigits: 1 });

const SMALL = 1;

/** @param currency of ISO 4217; nothing where nothing was paid. What is less than one of it has two digits more. */
export function money(currency) {
  const style = currency ? { style: 'currency', currency } : {};
  const fine = numbers({ ...style, minimumFractionDigits: 2, maximumFractionDigits: 4 });
  const coarse = numbers({ ...style, minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return (value) => (Math.abs(value ?? 0) < SMALL ? fine(value) : coarse(value));
}

const times = (options) => new Intl.DateTimeFormat(undefined, options);
const DAY = times({ month: 'short', day: 'numeric', timeZone: 'UTC' });
const HOUR = times({ month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });
const CLOCK = times({ hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** When a bucket begins, of UTC. */
export function bucket(instant, granularity) {
  return (granularity === 'hour' ? HOUR : DAY).format(new Date(instant));
}

export const day = (date) => DAY.format(new Date(date));
export const clock = (date) => CLOCK.format(date);
