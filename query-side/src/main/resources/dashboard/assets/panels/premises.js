// With what stories begin, and where players turn. Premises are told apart by a keyed hash; their genres name them.
import { count } from '../format.js';

const MOST_CHOICES = 6;
const WORDS = { own: 'Own words', other: 'Choice 5 and on' };

/** Two premises can have the same genres, so a part of the hash tells them apart. */
const named = ({ premise, label }) => `${label ?? 'no genre'} · ${premise.slice(0, 4)}`;

export const premises = {
  id: 'premises',
  title: 'Top premises',
  note: 'The premises that most stories began with, by their genres.',
  shape: ({ premises: told }) => ({
    kind: 'across',
    head: 'Premise',
    labels: told.map(named),
    series: [
      { label: 'Stories', format: count, values: told.map(({ stories }) => stories) },
      { label: 'Completed', format: count, values: told.map(({ completed }) => completed) },
    ],
  }),
};

const word = (choice) => WORDS[choice] ?? `Choice ${choice}`;

export const choices = {
  id: 'choices',
  title: 'Choices taken',
  note: 'How players of each premise went on, by the place of the choice in its beat.',
  shape: ({ premises: told }) => {
    const names = [...new Set(told.flatMap((premise) => premise.choices.map(({ choice }) => choice)))]
      .sort()
      .slice(0, MOST_CHOICES);
    const taken = (premise, name) => premise.choices.find(({ choice }) => choice === name)?.count ?? 0;
    return {
      kind: 'across',
      stacked: true,
      head: 'Premise',
      labels: told.map(named),
      series: names.map((name) => ({
        label: word(name),
        format: count,
        values: told.map((premise) => taken(premise, name)),
      })),
    };
  },
};
