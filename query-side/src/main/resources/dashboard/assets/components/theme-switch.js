import { html } from 'lit';
import { chosen, choose, THEMES } from '../theme.js';
import { Light } from './light.js';

/** Light, dark, or as the system says. */
class ThemeSwitch extends Light {
  render() {
    return html`<label class="field">
      <span>Colours</span>
      <select @change=${({ target }) => choose(target.value)}>
        ${THEMES.map(({ id, label }) => html`<option value=${id} ?selected=${id === chosen()}>${label}</option>`)}
      </select>
    </label>`;
  }
}

customElements.define('theme-switch', ThemeSwitch);
