import { defineSeries } from './define-series.js';

defineSeries({
  name: 'requests.failed',
  kind: 'count',
  metric: 'parley_http_request_seconds',
  where: ({ status }) => Number(status) >= 500,
  description: 'Requests that this server could not answer: those with a status of 500 and above.',
});
