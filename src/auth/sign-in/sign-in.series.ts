import { defineSeries } from '../../core/statistics/define-series.js';

const METRIC = 'parley_sign_ins_total';

export const SIGN_INS = defineSeries({
  name: 'sign-ins.succeeded',
  kind: 'count',
  metric: METRIC,
  where: ({ outcome }) => outcome === 'succeeded',
  description: 'Sign-ins with a password.',
});

export const SIGN_IN_FAILURES = defineSeries({
  name: 'sign-ins.failed',
  kind: 'count',
  metric: METRIC,
  where: ({ outcome }) => outcome === 'failed',
  description: 'Sign-ins with a wrong name or password. The audit log has one entry for each source and account.',
});
