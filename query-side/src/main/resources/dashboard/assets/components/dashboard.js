// The whole page: signed in or not, what is looked at, what was answered.
import { html } from 'lit';
import { Api } from '../api.js';
import { Poller } from '../poller.js';
import { fromAddress, resolve, toAddress } from '../range.js';
import { forget, keep, onToken, token } from '../session.js';
import { clock } from '../format.js';
import { Light } from './light.js';
import './analytics.js';
import './notice.js';
import './page-header.js';
import './platform.js';
import './range-controls.js';
import './refresh-controls.js';
import './sign-in.js';

const REFRESH_MILLIS = 15_000;
const ANALYSTS = ['owner', 'editor'];

class Dashboard extends Light {
  static properties = {
    me: { state: true },
    trouble: { state: true },
    choice: { state: true },
    paused: { state: true },
    busy: { state: true },
    told: { state: true },
    sources: { state: true },
  };

  #api = null;
  #asking = new AbortController();
  #poller = new Poller(() => this.#load(), REFRESH_MILLIS);
  #forgetToken = () => {};

  constructor() {
    super();
    this.choice = fromAddress(location.search);
    this.paused = false;
    this.#clear();
  }

  connectedCallback() {
    super.connectedCallback();
    this.#forgetToken = onToken(() => this.#enter());
    if (token()) this.#enter();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#forgetToken();
    this.#poller.stop();
    this.#asking.abort();
  }

  #clear() {
    this.me = null;
    this.trouble = '';
    this.busy = false;
    this.told = '';
    this.sources = { analytics: {}, health: {}, projections: {} };
  }

  #enter() {
    this.#poller.stop();
    this.#asking.abort();
    this.#clear();
    this.#api = new Api(token());
    this.#poller.start();
  }

  #leave(why) {
    forget();
    this.#poller.stop();
    this.#asking.abort();
    this.#api = null;
    this.#clear();
    this.trouble = why;
  }

  /** Asks everything that the token may ask; what could not be asked says so in its own place. */
  async #load() {
    this.#asking.abort();
    const asking = new AbortController();
    this.#asking = asking;
    this.busy = true;
    try {
      if (!this.me && !(await this.#introduce(asking.signal))) return;
      await this.#ask(asking.signal);
    } catch (failure) {
      if (failure.name !== 'AbortError') throw failure;
    } finally {
      if (this.#asking === asking) this.busy = false;
    }
  }

  async #introduce(signal) {
    const outcome = await this.#api.get('/api/me', signal);
    if (outcome.kind === 'answer') this.me = outcome.body;
    else if (outcome.kind === 'signed-out') this.#leave('That token is not valid here: expired, malformed, or from another issuer.');
    else if (outcome.kind === 'forbidden') this.#leave('That token names no tenant or nobody, so there is nothing to show.');
    else this.trouble = outcome.detail;
    return outcome.kind === 'answer';
  }

  async #ask(signal) {
    const query = new URLSearchParams(resolve(this.choice));
    const has = (roles) => this.me.roles.some((role) => roles.includes(role));
    const questions = {
      analytics: has(ANALYSTS) ? `/api/analytics/dashboard?${query}` : null,
      health: '/api/ai/health',
      projections: has(['operator']) ? '/api/admin/projections' : null,
    };
    const outcomes = await Promise.all(
      Object.entries(questions).map(async ([name, path]) => [
        name,
        path === null ? { kind: 'forbidden' } : await this.#api.get(path, signal),
      ]),
    );
    if (outcomes.some(([, { kind }]) => kind === 'signed-out')) {
      this.#leave('The token has expired. Sign in again.');
      return;
    }
    this.trouble = '';
    this.#take(outcomes);
  }

  /** What failed keeps what was answered before it, and says that it is old. */
  #take(outcomes) {
    const sources = { ...this.sources };
    for (const [name, outcome] of outcomes) {
      if (outcome.kind === 'answer') sources[name] = { answer: outcome.body, at: new Date() };
      else if (outcome.kind === 'same') sources[name] = { answer: sources[name].answer, at: new Date() };
      else if (outcome.kind === 'forbidden') sources[name] = { forbidden: true };
      else sources[name] = { ...sources[name], problem: outcome.detail };
    }
    this.sources = sources;
    const failed = outcomes.filter(([, { kind }]) => kind === 'failed').length;
    const changed = outcomes.some(([, { kind }]) => kind === 'answer');
    // Said only when there is news, because a reader that speaks says each change of it aloud.
    if (failed > 0) this.told = 'Some numbers could not be updated.';
    else if (changed) this.told = `Numbers changed at ${clock(new Date())}.`;
  }

  #choose(choice) {
    this.choice = choice;
    history.replaceState(history.state, '', location.pathname + toAddress(choice));
    this.#poller.now();
  }

  #pause(paused) {
    this.paused = paused;
    this.#poller.pause(paused);
  }

  render() {
    return html`
      <page-header .me=${this.me} @sign-out=${() => this.#leave('')}></page-header>
      <main id="content" tabindex="-1">${token() || this.me ? this.#signedIn() : this.#signedOut()}</main>
      <footer>
        <p>
          Days and hours are of UTC. What is measured, and how, is in <code>docs/analytics.md</code>; the same numbers
          are at <code>/api/analytics/dashboard</code>.
        </p>
      </footer>
    `;
  }

  #signedOut() {
    return html`<sign-in
      .trouble=${this.trouble}
      @token=${({ detail }) => {
        keep(detail);
        this.#enter();
      }}
    ></sign-in>`;
  }

  #signedIn() {
    return html`
      <section class="controls" aria-labelledby="controls-title">
        <h2 id="controls-title" class="unseen">What is shown</h2>
        <range-controls .choice=${this.choice} @choose=${({ detail }) => this.#choose(detail)}></range-controls>
        <refresh-controls
          .paused=${this.paused}
          .busy=${this.busy}
          .told=${this.told}
          @pause=${({ detail }) => this.#pause(detail)}
          @refresh=${() => this.#poller.now()}
        ></refresh-controls>
      </section>
      <page-notice .text=${this.trouble} kind="bad"></page-notice>
      <tenant-analytics .source=${this.sources.analytics} .busy=${this.busy}></tenant-analytics>
      <platform-state .health=${this.sources.health} .projections=${this.sources.projections}></platform-state>
    `;
  }
}

customElements.define('fabula-dashboard', Dashboard);
