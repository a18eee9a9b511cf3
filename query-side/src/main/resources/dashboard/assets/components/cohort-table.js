import { html, nothing } from 'lit';
import { count, day, percent } from '../format.js';
import { Light } from './light.js';

const LEVELS = 5;
const MOST_WEEKS = 12;

/** Who came back: a row for those who first came in a week, a column for each week after it. Shades say what numbers say. */
class CohortTable extends Light {
  static properties = { cohorts: { attribute: false } };

  render() {
    return html`<article class="card wide" aria-labelledby="cohorts-title">
      <h3 id="cohorts-title">Who comes back</h3>
      <p class="quiet">Of those who first came in a week, how many were there again in the weeks after it. The last week is not over yet.</p>
      <div class="plot free">${this.#content()}</div>
    </article>`;
  }

  #content() {
    if (!this.cohorts) return html`<span class="waiting" aria-hidden="true"></span>`;
    if (this.cohorts.length === 0) return html`<p class="nothing">Nobody came in this range. Choose a longer one.</p>`;
    const shown = this.cohorts.slice(-MOST_WEEKS);
    const weeks = Math.min(MOST_WEEKS, Math.max(...shown.map(({ active }) => active.length)));
    return html`<div class="scroll" role="region" tabindex="0" aria-labelledby="cohorts-title">
      <table class="heat">
        <thead>
          <tr>
            <th scope="col">First week</th>
            <th scope="col" class="number">People</th>
            ${Array.from({ length: weeks }, (_, week) => html`<th scope="col" class="number">${week === 0 ? 'Same' : `+${count(week)}`}</th>`)}
          </tr>
        </thead>
        <tbody>${shown.map((cohort) => this.#row(cohort, weeks))}</tbody>
      </table>
    </div>`;
  }

  #row({ week, users, active }, weeks) {
    return html`<tr>
      <th scope="row">${day(week)}</th>
      <td class="number">${count(users)}</td>
      ${Array.from({ length: weeks }, (_, index) => this.#cell(active[index], users))}
    </tr>`;
  }

  #cell(back, users) {
    if (back === undefined || users === 0) return html`<td>${nothing}</td>`;
    const share = back / users;
    return html`<td class="number level-${Math.round(share * LEVELS)}" title="${count(back)} of ${count(users)}">${percent(share)}</td>`;
  }
}

customElements.define('cohort-table', CohortTable);
