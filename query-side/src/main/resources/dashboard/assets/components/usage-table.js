import { html } from 'lit';
import { count, money } from '../format.js';
import { Light } from './light.js';

/** Everything that was paid for, line by line. */
class UsageTable extends Light {
  static properties = { usage: { attribute: false } };

  render() {
    return html`<article class="card wide" aria-labelledby="usage-title">
      <h3 id="usage-title">What was paid for</h3>
      <p class="quiet">By provider, model and purpose, the dearest first. Estimated: the provider did not count the tokens.</p>
      <div class="plot free">${this.#content()}</div>
    </article>`;
  }

  #content() {
    if (!this.usage) return html`<span class="waiting" aria-hidden="true"></span>`;
    if (this.usage.length === 0) return html`<p class="nothing">No model was called in this range.</p>`;
    return html`<div class="scroll" role="region" tabindex="0" aria-labelledby="usage-title">
      <table>
        <thead>
          <tr>
            <th scope="col">Provider</th><th scope="col">Model</th><th scope="col">Purpose</th>
            <th scope="col" class="number">Cost</th><th scope="col" class="number">Calls</th>
            <th scope="col" class="number">Estimated</th>
            <th scope="col" class="number">Tokens in</th><th scope="col" class="number">Tokens out</th>
          </tr>
        </thead>
        <tbody>
          ${this.usage.map(
            (line) => html`<tr>
              <th scope="row">${line.provider}</th><td>${line.model}</td><td>${line.purpose}</td>
              <td class="number">${money(line.unit)(line.amount)}</td><td class="number">${count(line.calls)}</td>
              <td class="number">${count(line.estimatedCalls)}</td>
              <td class="number">${count(line.inputTokens)}</td><td class="number">${count(line.outputTokens)}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}

customElements.define('usage-table', UsageTable);
