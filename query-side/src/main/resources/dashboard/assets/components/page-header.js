import { html, nothing } from 'lit';
import { Light } from './light.js';
import './theme-switch.js';

/** What page this is, who looks at it, and the way out. */
class PageHeader extends Light {
  static properties = { me: { attribute: false } };

  render() {
    return html`<header class="top">
      <h1>Fabula dashboard</h1>
      ${this.me
        ? html`<p class="who">${this.me.tenant} · ${this.me.actor} <span class="quiet">(${this.me.roles.join(', ')})</span></p>`
        : nothing}
      <theme-switch></theme-switch>
      ${this.me
        ? html`<button type="button" class="plain" @click=${() => this.dispatchEvent(new Event('sign-out'))}>Sign out</button>`
        : nothing}
    </header>`;
  }
}

customElements.define('page-header', PageHeader);
