import { defineSeries } from '../../core/statistics/define-series.js';

export const MESSAGES_SENT = defineSeries({
  name: 'messages.sent',
  kind: 'count',
  metric: 'parley_messages_sent_total',
  description: 'Messages that people sent.',
});
