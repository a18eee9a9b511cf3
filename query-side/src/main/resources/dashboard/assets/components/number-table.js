import { html } from 'lit';
import { Light } from './light.js';

/** A chart's numbers: a row a label, a column a series. */
class NumberTable extends Light {
  static properties = { title: { attribute: false }, shape: { attribute: false } };

  render() {
    const { head, labels, series } = this.shape;
    return html`<div class="scroll" role="region" tabindex="0" aria-label="Numbers of ${this.title}">
      <table>
        <thead>
          <tr><th scope="col">${head}</th>${series.map(({ label }) => html`<th scope="col" class="number">${label}</th>`)}</tr>
        </thead>
        <tbody>
          ${labels.map(
            (label, row) => html`<tr>
              <th scope="row">${label}</th>
              ${series.map(({ values, format }) => html`<td class="number">${format(values[row])}</td>`)}
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}

customElements.define('number-table', NumberTable);
