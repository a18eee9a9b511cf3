import { html } from 'lit';
import { count, percent, seconds } from '../format.js';
import { Light } from './light.js';
import './notice.js';

const STATES = {
  closed: { mark: '●', words: 'in use', news: 'good' },
  'half-open': { mark: '◐', words: 'being tried again', news: 'middling' },
  open: { mark: '○', words: 'left out for now', news: 'bad' },
};

const scaled = (millis) => (millis === null || millis === undefined ? null : millis / 1000);

/** How the providers of models do, as the node that answers has seen them lately. */
class ProviderHealth extends Light {
  static properties = { source: { attribute: false } };

  render() {
    return html`<article class="card wide" aria-labelledby="health-title">
      <h3 id="health-title">Providers of models</h3>
      <p class="quiet">As this node has seen them lately.</p>
      <page-notice .text=${this.source.problem ?? ''} kind="bad"></page-notice>
      <div class="plot free">${this.#content()}</div>
    </article>`;
  }

  #content() {
    const providers = this.source.answer?.providers;
    if (!providers) return html`<span class="waiting" aria-hidden="true"></span>`;
    if (providers.length === 0) return html`<p class="nothing">No provider is configured. Name one under fabula.ai.providers.</p>`;
    return html`<div class="scroll" role="region" tabindex="0" aria-labelledby="health-title">
      <table>
        <thead>
          <tr>
            <th scope="col">Provider</th><th scope="col">State</th><th scope="col" class="number">Calls</th>
            <th scope="col" class="number">Errors</th><th scope="col" class="number">Half within</th>
            <th scope="col" class="number">95 of 100 within</th><th scope="col" class="number">Under way</th>
          </tr>
        </thead>
        <tbody>${providers.map((provider) => this.#row(provider))}</tbody>
      </table>
    </div>`;
  }

  #row(provider) {
    const state = STATES[provider.breaker] ?? { mark: '?', words: provider.breaker, news: 'middling' };
    return html`<tr>
      <th scope="row">${provider.provider}</th>
      <td class=${state.news}><span aria-hidden="true">${state.mark}</span> ${state.words}</td>
      <td class="number">${count(provider.calls)}</td>
      <td class="number">${percent(provider.errorRate)}</td>
      <td class="number">${seconds(scaled(provider.p50Millis))}</td>
      <td class="number">${seconds(scaled(provider.p95Millis))}</td>
      <td class="number">${count(provider.inFlight)}</td>
    </tr>`;
  }
}

customElements.define('provider-health', ProviderHealth);
