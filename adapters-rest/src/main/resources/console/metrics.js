// Reads the service's metrics (Prometheus text format) and works out what happened between two readings.

const LINE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)/;
const LABEL = /(\w+)="((?:[^"\\]|\\.)*)"/g;
/** Probes, this view's own questions, and addresses that the service does not have. */
const NOT_COUNTED = ['/healthz', '/ht', '/actuator/prometheus', 'UNKNOWN'];

/** `[{name, labels, value}]` */
export function parseMetrics(text) {
  return text
    .split('\n')
    .map((line) => LINE.exec(line))
    .filter(Boolean)
    .map(([, name, labels = '', value]) => ({
      name,
      labels: Object.fromEntries([...labels.matchAll(LABEL)].map(([, key, content]) => [key, content])),
      value: value === '+Inf' ? Infinity : Number(value),
    }));
}

/** One reading: figures of now, and counters by address that only mean something beside another reading. */
export function reading(text, at) {
  const samples = parseMetrics(text);
  const sum = (name, labels = {}) =>
    samples
      .filter((sample) => sample.name === name && Object.entries(labels).every(([key, value]) => sample.labels[key] === value))
      .reduce((total, sample) => total + sample.value, 0);
  return {
    at,
    instance: sum('process_start_time_seconds'),
    uptime: sum('process_uptime_seconds'),
    pool: {
      active: sum('hikaricp_connections_active'),
      max: sum('hikaricp_connections_max'),
      waiting: sum('stockroom_database_waiting') + sum('hikaricp_connections_pending'),
    },
    heap: { used: sum('jvm_memory_used_bytes', { area: 'heap' }), max: sum('jvm_memory_max_bytes', { area: 'heap' }) },
    cpu: sum('process_cpu_usage'),
    routes: routesOf(samples),
  };
}

/** By method and address: how many requests, how many of them failed here, and how many took at most how long. */
function routesOf(samples) {
  const routes = new Map();
  for (const { name, labels, value } of samples) {
    if (!name.startsWith('http_server_requests_seconds_') || NOT_COUNTED.includes(labels.uri)) {
      continue;
    }
    const key = `${labels.method} ${labels.uri}`;
    const route = routes.get(key) ?? { count: 0, failed: 0, buckets: new Map() };
    routes.set(key, route);
    if (name.endsWith('_count')) {
      route.count += value;
      route.failed += labels.outcome === 'SERVER_ERROR' ? value : 0;
    } else if (name.endsWith('_bucket')) {
      const limit = labels.le === '+Inf' ? Infinity : Number(labels.le);
      route.buckets.set(limit, (route.buckets.get(limit) ?? 0) + value);
    }
  }
  return routes;
}

/** What happened from one reading of an instance to a later one: `{seconds, all, routes: [{name, count, failed, buckets}]}` */
export function between(earlier, later) {
  const routes = [...later.routes].map(([name, route]) => {
    const before = earlier.routes.get(name);
    return {
      name,
      count: route.count - (before?.count ?? 0),
      failed: route.failed - (before?.failed ?? 0),
      buckets: new Map([...route.buckets].map(([limit, value]) => [limit, value - (before?.buckets.get(limit) ?? 0)])),
    };
  });
  const all = { count: 0, failed: 0, buckets: new Map() };
  for (const route of routes) {
    all.count += route.count;
    all.failed += route.failed;
    route.buckets.forEach((value, limit) => all.buckets.set(limit, (all.buckets.get(limit) ?? 0) + value));
  }
  return { seconds: (later.at - earlier.at) / 1000, all, routes: routes.filter((route) => route.count > 0) };
}

/**
 * The time in seconds that this share of requests stayed below, as Prometheus reckons it: linear within a bucket; null when there
 * were none, the largest limit when it lies beyond that.
 */
export function quantile(share, buckets) {
  const limits = [...buckets.keys()].sort((a, b) => a - b);
  const total = buckets.get(Infinity) ?? 0;
  if (total === 0) {
    return null;
  }
  const rank = share * total;
  let [lower, below] = [0, 0];
  for (const limit of limits) {
    const count = buckets.get(limit);
    if (count >= rank) {
      return limit === Infinity ? lower : lower + ((limit - lower) * (rank - below)) / (count - below || 1);
    }
    [lower, below] = [limit, count];
  }
  return lower;
}
