import './line-chart.js';

import { request } from './api.js';
import { Element, html, nothing } from './element.js';
import { between, quantile, reading } from './metrics.js';
import { number } from './resources.js';

const EVERY_MILLIS = 2000;
/** Two minutes. */
const POINTS = 60;
const ROUTES = 8;

/** How the service fares, drawn from what it tells any monitoring. */
class HealthView extends Element {
  static properties = {
    now: { state: true },
    database: { state: true },
    history: { state: true },
    problem: { state: true },
    closed: { state: true },
    version: { state: true },
  };

  #timer;
  /** By instance: behind a load balancer another one may answer each time, and their counters are not comparable. */
  #last = new Map();

  constructor() {
    super();
    this.now = null;
    this.database = null;
    this.history = [];
    this.problem = null;
    this.closed = false;
    this.version = null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#look();
    this.#tellVersion();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  render() {
    return html`<section aria-labelledby="health-title">
      <div class="head">
        <h1 id="health-title">Health</h1>
        <p class="count">${[this.version, this.now && up(this.now.uptime)].filter(Boolean).join(', ')}</p>
      </div>
      <div class="cards">
        ${this.now ? this.#requestCards() : nothing} ${this.#databaseCard()} ${this.now ? this.#resourceCards() : nothing}
      </div>
      ${this.problem ? this.#failure() : nothing}
      ${this.now ? this.#routes() : nothing}
    </section>`;
  }

  #failure() {
    return html`<div class="alert" role="alert">
      <p>${this.problem}</p>
      ${this.closed
        ? html`<button type="button" class="primary" @click=${() => this.tell('sign-in')}>Sign in as administrator</button>`
        : nothing}
    </div>`;
  }

  #databaseCard() {
    const words = { working: 'working', unavailable: 'not available' };
    return html`<article class="card">
      <h2>Database</h2>
      <p class="figure ${this.database === 'unavailable' ? 'bad' : ''}">${words[this.database] ?? '…'}</p>
    </article>`;
  }

  #requestCards() {
    const latest = this.history.at(-1);
    const rates = this.history.map((point) => point.rate);
    return html`
      <article class="card broad">
        <h2>Requests per second</h2>
        <p class="figure">${rate(latest?.rate)}</p>
        <line-chart .series=${[rates]} .points=${POINTS} .label=${`Requests per second over two minutes, now ${rate(latest?.rate)}`}></line-chart>
        <p class="hint ${latest?.failed ? 'bad' : ''}">${rate(latest?.failed)} failed per second</p>
      </article>
      <article class="card broad">
        <h2>Response time</h2>
        <p class="figure">${millis(latest?.p50)} <small>p50</small> <span class="second">${millis(latest?.p99)} <small>p99</small></span></p>
        <line-chart
          .series=${[this.history.map((point) => point.p50), this.history.map((point) => point.p99)]}
          .points=${POINTS}
          .label=${`Response time over two minutes, now ${millis(latest?.p50)} at the median and ${millis(latest?.p99)} at the 99th percentile`}
        ></line-chart>
        <p class="hint">half of all requests, and 99 of 100, took at most so long</p>
      </article>
    `;
  }

  #resourceCards() {
    const { pool, heap, cpu } = this.now;
    return html`
      <article class="card">
        <h2>Connection pool</h2>
        <p class="figure">${number(pool.active)} <small>of ${number(pool.max)} in use</small></p>
        <meter min="0" max=${pool.max || 1} value=${pool.active} aria-label="Connections in use"></meter>
        <p class="hint ${pool.waiting ? 'bad' : ''}">${number(pool.waiting)} waiting for one</p>
      </article>
      <article class="card">
        <h2>Memory</h2>
        <p class="figure">${megabytes(heap.used)} <small>of ${megabytes(heap.max)}</small></p>
        <meter min="0" max=${heap.max > 0 ? heap.max : 1} value=${heap.used} aria-label="Heap in use"></meter>
        <p class="hint">processor ${Math.round(100 * cpu)} %</p>
      </article>
    `;
  }

  #routes() {
    const routes = this.history.at(-1)?.routes ?? [];
    return html`<h2>Busiest addresses</h2>
      <div class="table">
        <table>
          <thead>
            <tr>
              <th scope="col">Address</th>
              <th scope="col" class="number">per second</th>
              <th scope="col" class="number">p50</th>
              <th scope="col" class="number">p99</th>
            </tr>
          </thead>
          <tbody>
            ${routes.length === 0 ? html`<tr><td colspan="4">No requests in the last two seconds.</td></tr>` : nothing}
            ${routes.map(
              (route) =>
                html`<tr>
                  <td><code>${route.name}</code></td>
                  <td class="number">${rate(route.rate)}</td>
                  <td class="number">${millis(route.p50)}</td>
                  <td class="number">${millis(route.p99)}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      <p class="hint">Health checks and this view's own questions are not counted.</p>`;
  }

  async #look() {
    if (!document.hidden) {
      await Promise.all([this.#lookAtMetrics(), this.#lookAtDatabase()]);
    }
    if (this.isConnected) {
      this.#timer = setTimeout(() => this.#look(), EVERY_MILLIS);
    }
  }

  async #lookAtMetrics() {
    try {
      const { data } = await request('GET', 'actuator/prometheus', { headers: { Accept: 'text/plain' } });
      this.#add(reading(String(data), performance.now()));
      this.problem = null;
      this.closed = false;
    } catch (problem) {
      this.closed = problem.status === 401 || problem.status === 403;
      this.problem =
        problem.status === 0 ? problem.message : `The metrics are not open to this page here (${problem.status}): ${problem.message}`;
    }
  }

  #add(next) {
    const earlier = this.#last.get(next.instance);
    this.#last.set(next.instance, next);
    this.now = next;
    if (earlier) {
      const { seconds, all, routes } = between(earlier, next);
      const figures = (route) => ({
        name: route.name,
        rate: route.count / seconds,
        failed: route.failed / seconds,
        p50: quantile(0.5, route.buckets),
        p99: quantile(0.99, route.buckets),
      });
      const busiest = routes.map(figures).sort((a, b) => b.rate - a.rate);
      this.history = [...this.history, { ...figures(all), routes: busiest.slice(0, ROUTES) }].slice(-POINTS);
    }
  }

  /** The service answers 500 when its database does not; that is an answer, too. */
  async #lookAtDatabase() {
    try {
      await request('GET', 'ht');
      this.database = 'working';
    } catch (problem) {
      this.database = problem.status === 500 ? 'unavailable' : null;
    }
  }

  async #tellVersion() {
    try {
      const { data } = await request('GET', 'actuator/info');
      this.version = `version ${data.build.version}`;
    } catch {
      this.version = null; // only an ornament
    }
  }
}

const round = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 3 });

const rate = (value) => (value === undefined ? '–' : round.format(value));
const millis = (seconds) => (seconds === null || seconds === undefined ? '–' : `${round.format(1000 * seconds)} ms`);
const megabytes = (bytes) => (bytes > 0 ? `${number(Math.round(bytes / 1e6))} MB` : '–');

function up(seconds) {
  const minutes = Math.floor(seconds / 60);
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60)];
  return `up for ${days > 0 ? `${days} d ` : ''}${hours > 0 ? `${hours} h ` : ''}${minutes % 60} min`;
}

customElements.define('health-view', HealthView);
