import { html, nothing } from 'lit';
import { config } from '../charts/config.js';
import { Chart } from '../charts/library.js';
import { palette } from '../charts/palette.js';
import { isEmpty, summary } from '../charts/shape.js';
import { onTheme } from '../theme.js';
import { Light } from './light.js';
import './number-table.js';

const STILL = matchMedia('(prefers-reduced-motion: reduce)');

/** One chart, with what it shows in words and as a table. It has its height before it has its numbers. */
class ChartCard extends Light {
  static properties = { panel: { attribute: false }, answer: { attribute: false } };

  #chart = null;
  #drawn = '';
  #shape = null;
  #forgetTheme = () => {};

  connectedCallback() {
    super.connectedCallback();
    this.#forgetTheme = onTheme(() => this.#draw(true));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#forgetTheme();
    this.#wipe();
  }

  willUpdate() {
    this.#shape = this.answer ? this.panel.shape(this.answer) : null;
  }

  updated() {
    this.#draw(false);
  }

  #wipe() {
    this.#chart?.destroy();
    this.#chart = null;
    this.#drawn = '';
  }

  /** @param anew although the numbers are the same */
  #draw(anew) {
    if (!this.#shape || isEmpty(this.#shape)) {
      this.#wipe();
      return;
    }
    const numbers = JSON.stringify(this.#shape);
    if (numbers === this.#drawn && !anew) return;
    const wanted = config(this.#shape, palette(), STILL.matches);
    if (this.#chart) {
      this.#chart.data = wanted.data;
      this.#chart.options = wanted.options;
      this.#chart.update();
    } else {
      this.#chart = new Chart(this.querySelector('canvas'), wanted);
    }
    this.#drawn = numbers;
  }

  render() {
    const { id, title, note } = this.panel;
    const empty = this.#shape && isEmpty(this.#shape);
    return html`<article class="card chart" aria-labelledby="${id}-title">
      <h3 id="${id}-title">${title}</h3>
      <p class="quiet">${note}</p>
      <div class="plot">
        <canvas role="img" aria-label=${this.#shape ? summary(title, this.#shape) : `${title}: loading`} ?hidden=${empty}></canvas>
        ${this.#shape ? nothing : html`<span class="waiting" aria-hidden="true"></span>`}
        ${empty ? html`<p class="nothing">Nothing in this range. Choose a longer one, or come back when something happened.</p>` : nothing}
      </div>
      <details>
        <summary>Numbers<span class="unseen"> of ${title}</span></summary>
        ${this.#shape ? html`<number-table .title=${title} .shape=${this.#shape}></number-table>` : nothing}
      </details>
    </article>`;
  }
}

customElements.define('chart-card', ChartCard);
