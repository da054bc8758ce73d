import { defineSeries } from '../core/statistics/define-series.js';

export const PEOPLE_ACTIVE = defineSeries({
  name: 'people.active',
  kind: 'level',
  metric: 'parley_people_active',
  description: 'People who use Parley at that time. Who is connected to two nodes counts twice.',
});
