// What was paid for, by who was paid, for which model or to what end.
import { count, money } from '../format.js';

const MOST = 10;

function sums(usage, by, currency) {
  const found = new Map();
  for (const line of usage) {
    const sum = found.get(line[by]) ?? { amount: 0, calls: 0, inputTokens: 0, outputTokens: 0 };
    // Amounts of other currencies do not add up; the table below has them line by line.
    if (line.unit === currency) sum.amount += line.amount;
    sum.calls += line.calls;
    sum.inputTokens += line.inputTokens;
    sum.outputTokens += line.outputTokens;
    found.set(line[by], sum);
  }
  return [...found].sort(([, one], [, other]) => other.amount - one.amount || other.calls - one.calls).slice(0, MOST);
}

const costBy = (by, title, head) => ({
  id: `cost-by-${by}`,
  title,
  note: 'The dearest first.',
  shape: ({ usage, currency }) => {
    const found = sums(usage, by, currency);
    return {
      kind: 'across',
      head,
      labels: found.map(([name]) => name),
      series: [{ label: 'Cost', format: money(currency), values: found.map(([, { amount }]) => amount) }],
    };
  },
});

export const costByProvider = costBy('provider', 'Cost by provider', 'Provider');
export const costByModel = costBy('model', 'Cost by model', 'Model');
export const costByPurpose = costBy('purpose', 'Cost by purpose', 'Purpose');

export const tokensByModel = {
  id: 'tokens-by-model',
  title: 'Tokens by model',
  note: 'Read and written, by the same models.',
  shape: ({ usage, currency }) => {
    const found = sums(usage, 'model', currency);
    return {
      kind: 'across',
      stacked: true,
      head: 'Model',
      labels: found.map(([name]) => name),
      series: [
        { label: 'Input', format: count, values: found.map(([, { inputTokens }]) => inputTokens) },
        { label: 'Output', format: count, values: found.map(([, { outputTokens }]) => outputTokens) },
      ],
    };
  },
};
