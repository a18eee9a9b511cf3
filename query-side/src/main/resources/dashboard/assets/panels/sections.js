// Which charts there are, in which order, under which heading.
import { beats, stories } from './activity.js';
import { clientEvents, legacies, pageViews } from './growth.js';
import { latency, sessionLength, storyCost, storyLength } from './lengths.js';
import { attempts, cost, rates, tokens, waiting } from './models.js';
import { activeUsers, averageRating, ratings } from './people.js';
import { choices, premises } from './premises.js';
import { costByModel, costByProvider, costByPurpose, tokensByModel } from './usage.js';

/** `cohorts`: the section also shows how many come back. */
export const SECTIONS = [
  { id: 'activity', title: 'Activity', panels: [stories, beats] },
  { id: 'people', title: 'People', panels: [activeUsers, ratings, averageRating], cohorts: true },
  { id: 'told', title: 'What is told', panels: [premises, choices, sessionLength, storyLength, storyCost] },
  { id: 'models', title: 'Models', panels: [latency, waiting, rates, attempts] },
  {
    id: 'spending',
    title: 'Spending',
    panels: [cost, tokens, costByProvider, costByModel, costByPurpose, tokensByModel],
  },
  { id: 'growth', title: 'Legacies and clients', panels: [legacies, clientEvents, pageViews] },
];
