import { Element, html, nothing, svg } from './element.js';

const WIDTH = 240;
const HEIGHT = 64;

/** Lines over time, from the oldest on the left to now. What they say stands in words beside them. */
class LineChart extends Element {
  static properties = {
    /** `[[number or null, …], …]`: one list for each line, all of one length */
    series: { attribute: false },
    /** how many points fill the width */
    points: { attribute: false },
    label: { attribute: false },
  };

  render() {
    const top = Math.max(...this.series.flat().filter((value) => value !== null), 0) || 1;
    return html`<svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label=${this.label}>
      <line class="axis" x1="0" y1=${HEIGHT - 0.5} x2=${WIDTH} y2=${HEIGHT - 0.5}></line>
      ${this.series.map((values, index) => svg`<path class="line-${index}" d=${this.#path(values, top)}></path>`)}
    </svg>`;
  }

  #path(values, top) {
    const offset = this.points - values.length;
    let pen = 'M';
    return values
      .map((value, index) => {
        if (value === null) {
          pen = 'M';
          return '';
        }
        const x = ((offset + index) * WIDTH) / (this.points - 1);
        const y = HEIGHT - 2 - (value / top) * (HEIGHT - 6);
        const start = pen === 'M' ? 'h0' : ''; // a dot, should no other point follow
        const step = `${pen}${x.toFixed(1)} ${y.toFixed(1)}${start}`;
        pen = 'L';
        return step;
      })
      .join('') || nothing;
  }
}

customElements.define('line-chart', LineChart);
