import { html } from 'lit';
import { count, day, percent } from '../format.js';
import { daysBetween } from '../range.js';
import { change, TILES } from '../panels/tiles.js';
import { Light } from './light.js';

const ARROWS = { up: '▲', down: '▼' };

/** Totals of the range, each with what has changed against as many days before. */
class TotalTiles extends Light {
  static properties = { answer: { attribute: false } };

  render() {
    return html`<ul class="tiles">${TILES.map((tile) => this.#tile(tile))}</ul>
      <p class="quiet">${this.#against()}</p>`;
  }

  #against() {
    if (!this.answer) return 'Loading…';
    const { from, to } = this.answer.previous;
    return `Changes are against the ${count(daysBetween(from, to))} days before: ${day(from)} to ${day(to)}.`;
  }

  #tile({ name, label, format, better }) {
    const words = format(this.answer?.currency);
    const now = this.answer?.current.totals[name] ?? null;
    const before = this.answer?.previous.totals[name] ?? null;
    return html`<li class="card tile">
      <span class="label">${label}</span>
      <span class="value">${this.answer ? words(now) : html`<span class="waiting" aria-hidden="true"></span>`}</span>
      ${this.#change(change(now, before, better), words(before))}
    </li>`;
  }

  #change({ share, news }, before) {
    if (!this.answer) return html`<span class="change">&nbsp;</span>`;
    if (share === null) return html`<span class="change quiet">before: ${before}</span>`;
    if (share === 0) return html`<span class="change quiet">as before</span>`;
    const [arrow, way] = share > 0 ? [ARROWS.up, 'more'] : [ARROWS.down, 'less'];
    return html`<span class="change ${news}">
      <span aria-hidden="true">${arrow}</span> ${percent(Math.abs(share))} ${way} <span class="quiet">than ${before}</span>
    </span>`;
  }
}

customElements.define('total-tiles', TotalTiles);
