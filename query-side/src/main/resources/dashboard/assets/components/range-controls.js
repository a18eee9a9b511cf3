import { html, nothing } from 'lit';
import { complaint, daysBetween, fits, fitted, GRANULARITIES, PRESETS, resolve } from '../range.js';
import { Light } from './light.js';

const WORDS = { hour: 'Hour', day: 'Day', week: 'Week' };

/** Which days, in pieces of what length. */
class RangeControls extends Light {
  static properties = { choice: { attribute: false }, open: { state: true }, wrong: { state: true } };

  constructor() {
    super();
    this.open = false;
    this.wrong = '';
  }

  #choose(choice) {
    this.dispatchEvent(new CustomEvent('choose', { detail: fitted(choice) }));
  }

  #preset({ id, granularity }) {
    this.open = false;
    this.#choose({ preset: id, granularity, from: '', to: '' });
  }

  #custom(event) {
    event.preventDefault();
    const [from, to] = ['#from', '#to'].map((field) => this.querySelector(field).value);
    this.wrong = complaint(from, to);
    if (this.wrong) this.querySelector('#from').focus();
    else this.#choose({ ...this.choice, preset: 'custom', from, to });
  }

  render() {
    const { preset, granularity } = this.choice;
    const { from, to } = resolve(this.choice);
    const custom = this.open || preset === 'custom';
    return html`
      <div role="group" aria-label="Range" class="buttons">
        ${PRESETS.map(
          (each) =>
            html`<button type="button" aria-pressed=${String(!custom && each.id === preset)} @click=${() => this.#preset(each)}>
              ${each.label}
            </button>`,
        )}
        <button type="button" aria-pressed=${String(custom)} aria-expanded=${String(custom)} @click=${() => (this.open = true)}>
          Custom
        </button>
      </div>
      <label class="field">
        <span>In pieces of a</span>
        <select @change=${({ target }) => this.#choose({ ...this.choice, granularity: target.value })}>
          ${GRANULARITIES.map(
            (each) =>
              html`<option value=${each} .selected=${each === granularity} ?disabled=${!fits(each, daysBetween(from, to))}>
                ${WORDS[each]}
              </option>`,
          )}
        </select>
      </label>
      ${custom ? this.#days(from, to) : nothing}
    `;
  }

  #days(from, to) {
    return html`<form class="days" @submit=${this.#custom} novalidate>
      <label class="field"><span>From</span><input id="from" type="date" .value=${from} aria-describedby="range-wrong" /></label>
      <label class="field"><span>To</span><input id="to" type="date" .value=${to} aria-describedby="range-wrong" /></label>
      <button type="submit">Show</button>
      <p id="range-wrong" role="alert" class="wrong">${this.wrong}</p>
    </form>`;
  }
}

customElements.define('range-controls', RangeControls);
