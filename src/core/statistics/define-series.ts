/** What a number of a series is, and how numbers of several nodes and moments become one. */
export type SeriesKind =
  /** How often something happened: they are added. */
  | 'count'
  /** How many there are: those of all nodes are added, and of several moments the most counts. */
  | 'level'
  /** How long something took: a histogram, of which the 95th percentile is shown, in milliseconds. */
  | 'durations';

type Labels = Readonly<Record<string, string | number | undefined>>;

interface SeriesDefinition {
  /** `nouns.past-participle`; it stands in the table and in the API. */
  readonly name: string;
  readonly kind: SeriesKind;
  /** The metric of this process that it is read from; durations are a histogram in seconds. */
  readonly metric: string;
  /** Which values of the metric count; left out: all. */
  readonly where?: (labels: Labels) => boolean;
  readonly description: string;
  /** Of durations: the bounds of the buckets in milliseconds, in order. */
  readonly boundsMs?: readonly number[];
}

const definitions = new Map<string, SeriesDefinition>();

/**
 * Declares what is kept, minute by minute, of a metric. Whoever counts goes on counting in memory: the metric is read when it
 * is time to write. Throws when the name is taken.
 */
export function defineSeries(definition: SeriesDefinition): SeriesDefinition {
  if (definitions.has(definition.name)) throw new Error(`There is a series ${definition.name} already.`);
  definitions.set(definition.name, definition);
  return definition;
}

/** Every series of every feature that was loaded, by name. */
export function definedSeries(): readonly SeriesDefinition[] {
  return [...definitions.values()].toSorted((a, b) => a.name.localeCompare(b.name));
}

/** The names of those of one kind. */
export function seriesOfKind(kind: SeriesKind): string[] {
  return definedSeries().flatMap((series) => (series.kind === kind ? [series.name] : []));
}
