import { html } from 'lit';
import { Light } from './light.js';
import './notice.js';

/** Asks for a token. It is never shown, and kept for this tab alone. */
class SignIn extends Light {
  static properties = { trouble: {} };

  #submit(event) {
    event.preventDefault();
    const field = this.querySelector('#token');
    const text = field.value.trim().replace(/^Bearer\s+/i, '');
    field.value = '';
    if (text) this.dispatchEvent(new CustomEvent('token', { detail: text }));
    else field.focus();
  }

  updated(changed) {
    if (changed.has('trouble') && this.trouble) this.querySelector('#token').focus();
  }

  render() {
    return html`<section class="card narrow" aria-labelledby="sign-in-title">
      <h2 id="sign-in-title">Sign in</h2>
      <page-notice .text=${this.trouble} kind="bad"></page-notice>
      <form @submit=${this.#submit}>
        <label for="token">Access token</label>
        <input id="token" type="password" autocomplete="off" spellcheck="false" required aria-describedby="token-help" />
        <p id="token-help" class="quiet">
          Of an owner or an editor for analytics, of an operator for read models. It stays in this tab and goes to this
          server alone. On your own machine, <code>./fabula dashboard</code> prints a link that is signed in.
        </p>
        <button type="submit">Show the dashboard</button>
      </form>
    </section>`;
  }
}

customElements.define('sign-in', SignIn);
