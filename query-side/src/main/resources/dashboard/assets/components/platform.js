import { html } from 'lit';
import { Light } from './light.js';
import './provider-health.js';
import './read-models.js';

/** How the platform itself is. */
class PlatformState extends Light {
  static properties = { health: { attribute: false }, projections: { attribute: false } };

  render() {
    return html`<section class="section" aria-labelledby="platform-title">
      <h2 id="platform-title">Platform</h2>
      <div class="cards">
        <provider-health .source=${this.health}></provider-health>
        <read-models .source=${this.projections}></read-models>
      </div>
    </section>`;
  }
}

customElements.define('platform-state', PlatformState);
