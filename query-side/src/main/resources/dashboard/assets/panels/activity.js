// What happens in stories, over time.
import { count } from '../format.js';
import { overTime } from './series.js';

export const stories = {
  id: 'stories',
  title: 'Stories',
  note: 'How often a story was started, gone on with, completed, left or closed because nobody came back.',
  shape: (answer) =>
    overTime(answer, 'line', [
      ['sessionsStarted', 'Started', count],
      ['sessionsContinued', 'Continued', count],
      ['sessionsCompleted', 'Completed', count],
      ['sessionsExpired', 'Expired', count],
      ['sessionsAbandoned', 'Abandoned', count],
      ['sessionsBranched', 'Branched', count],
    ]),
};

export const beats = {
  id: 'beats',
  title: 'Beats and choices',
  note: 'What was told, and what players did next.',
  shape: (answer) =>
    overTime(answer, 'line', [
      ['beats', 'Beats', count],
      ['choices', 'Choices taken', count],
      ['ownWords', 'Own words', count],
    ]),
};
