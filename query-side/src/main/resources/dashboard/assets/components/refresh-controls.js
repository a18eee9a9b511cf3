import { html } from 'lit';
import { Light } from './light.js';

/** When numbers changed last, and whether they go on doing so. */
class RefreshControls extends Light {
  static properties = { paused: { type: Boolean }, busy: { type: Boolean }, told: {} };

  render() {
    return html`
      <p role="status" class="quiet told">${this.told || 'Not loaded yet.'}</p>
      <button type="button" aria-pressed=${String(this.paused)} @click=${() => this.dispatchEvent(new CustomEvent('pause', { detail: !this.paused }))}>
        Pause updates
      </button>
      <button type="button" class=${this.busy ? 'busy' : ''} @click=${() => this.dispatchEvent(new Event('refresh'))}>
        Update now
      </button>
    `;
  }
}

customElements.define('refresh-controls', RefreshControls);
