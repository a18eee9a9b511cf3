import { html, nothing } from 'lit';
import { Light } from './light.js';

/** Something to know: a limit of the token, quietly, or what went wrong, as an alert. */
class Notice extends Light {
  static properties = { text: {}, kind: {} };

  render() {
    if (!this.text) return nothing;
    const bad = this.kind === 'bad';
    return html`<p class="notice ${bad ? 'bad' : ''}" role=${bad ? 'alert' : nothing}>${this.text}</p>`;
  }
}

customElements.define('page-notice', Notice);
