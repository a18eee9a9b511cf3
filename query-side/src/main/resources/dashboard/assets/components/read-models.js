import { html } from 'lit';
import { count, percent, seconds } from '../format.js';
import { Light } from './light.js';
import './notice.js';

const ENDED = ['promoted', 'failed', 'cancelled'];

/** How far each read model is, and how a rebuild of it goes. For operators; others are told so and see nothing. */
class ReadModels extends Light {
  static properties = { source: { attribute: false } };

  render() {
    return html`<article class="card wide" aria-labelledby="read-models-title">
      <h3 id="read-models-title">Read models</h3>
      <p class="quiet">What readers see: how far behind the history, and whether it is being built anew.</p>
      <page-notice .text=${this.source.problem ?? ''} kind="bad"></page-notice>
      <div class="plot free">${this.#content()}</div>
    </article>`;
  }

  #content() {
    if (this.source.forbidden) return html`<page-notice .text=${'Only operators see this; this token’s roles do not.'}></page-notice>`;
    const projections = this.source.answer?.projections;
    if (!projections) return html`<span class="waiting" aria-hidden="true"></span>`;
    return html`<div class="scroll" role="region" tabindex="0" aria-labelledby="read-models-title">
      <table>
        <thead>
          <tr>
            <th scope="col">Read model</th><th scope="col" class="number">Generation</th><th scope="col" class="number">Behind</th>
            <th scope="col" class="number">For</th><th scope="col" class="number">Dead letters</th><th scope="col">Rebuild</th>
          </tr>
        </thead>
        <tbody>${projections.map((projection) => this.#row(projection))}</tbody>
      </table>
    </div>`;
  }

  #row({ name, generations, rebuild }) {
    const current = generations.find(({ state }) => state === 'current');
    return html`<tr>
      <th scope="row">${name}</th>
      <td class="number">${current ? count(current.number) : 'none yet'}</td>
      <td class="number">${count(current?.lagPositions)}</td>
      <td class="number">${seconds(current?.lagSeconds)}</td>
      <td class="number ${current?.deadLetters ? 'bad' : ''}">${count(current?.deadLetters)}</td>
      <td>${this.#rebuild(name, rebuild)}</td>
    </tr>`;
  }

  #rebuild(name, rebuild) {
    if (!rebuild) return html`<span class="quiet">never</span>`;
    if (ENDED.includes(rebuild.state)) return html`<span class=${rebuild.state === 'failed' ? 'bad' : 'quiet'}>${rebuild.state}</span>`;
    const left = rebuild.etaSeconds === null || rebuild.etaSeconds === undefined ? '' : `, ${seconds(rebuild.etaSeconds)} left`;
    return html`<progress max="1" .value=${rebuild.progress} aria-label="Rebuild of ${name}"></progress>
      ${rebuild.paused ? 'paused' : rebuild.state}, ${percent(rebuild.progress)}${left}`;
  }
}

customElements.define('read-models', ReadModels);
