// Does some work again and again, but not while it is paused and not in a tab that nobody sees.
export class Poller {
  #work;
  #every;
  #timer = 0;
  #paused = false;
  #running = false;
  #seen = () => (document.hidden ? this.#rest() : this.now());

  /** @param work returns a promise that is kept, whatever happens */
  constructor(work, everyMillis) {
    this.#work = work;
    this.#every = everyMillis;
  }

  start() {
    if (this.#running) return;
    this.#running = true;
    document.addEventListener('visibilitychange', this.#seen);
    this.now();
  }

  stop() {
    this.#running = false;
    document.removeEventListener('visibilitychange', this.#seen);
    this.#rest();
  }

  pause(paused) {
    this.#paused = paused;
    if (paused) this.#rest();
    else this.now();
  }

  /** At once, and then in the usual rhythm. */
  async now() {
    this.#rest();
    if (!this.#running) return;
    await this.#work();
    this.#rest();
    if (this.#running && !this.#paused && !document.hidden) this.#timer = setTimeout(() => this.now(), this.#every);
  }

  #rest() {
    clearTimeout(this.#timer);
  }
}
