import { html, nothing } from 'lit';
import { clock } from '../format.js';
import { SECTIONS } from '../panels/sections.js';
import { Light } from './light.js';
import './chart-card.js';
import './cohort-table.js';
import './notice.js';
import './total-tiles.js';
import './usage-table.js';

/** How the tenant is used: totals, charts, cohorts. Cards stand in their places before there is anything in them. */
class TenantAnalytics extends Light {
  static properties = { source: { attribute: false }, busy: { type: Boolean } };

  #trouble() {
    const { problem, at } = this.source;
    if (!problem) return '';
    return at ? `${problem} What is shown is of ${clock(at)}.` : `${problem} Another try follows by itself.`;
  }

  render() {
    if (this.source.forbidden) {
      return html`<section class="section" aria-labelledby="analytics-title">
        <h2 id="analytics-title">Analytics</h2>
        <page-notice .text=${'This token’s roles do not see analytics; those of an owner or an editor do.'}></page-notice>
      </section>`;
    }
    const { answer } = this.source;
    return html`
      <page-notice .text=${this.#trouble()} kind="bad"></page-notice>
      <section class="section" aria-labelledby="glance-title" aria-busy=${String(this.busy && !answer)}>
        <h2 id="glance-title">At a glance</h2>
        <total-tiles .answer=${answer}></total-tiles>
      </section>
      ${SECTIONS.map((section) => this.#section(section, answer))}
    `;
  }

  #section({ id, title, panels, cohorts }, answer) {
    return html`<section class="section" aria-labelledby="${id}-title">
      <h2 id="${id}-title">${title}</h2>
      <div class="cards">
        ${panels.map((panel) => html`<chart-card .panel=${panel} .answer=${answer}></chart-card>`)}
        ${cohorts ? html`<cohort-table .cohorts=${answer?.cohorts}></cohort-table>` : nothing}
        ${id === 'spending' ? html`<usage-table .usage=${answer?.usage}></usage-table>` : nothing}
      </div>
    </section>`;
  }
}

customElements.define('tenant-analytics', TenantAnalytics);
