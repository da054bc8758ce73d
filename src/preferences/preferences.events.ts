/** Whose preferences are which now. */
export interface PreferencesChange {
  readonly userId: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly version: number;
}

declare module '../core/events/domain-events.js' {
  interface DomainEventMap {
    /** Somebody chose something else on one of their devices. */
    'preferences.updated': PreferencesChange;
  }
}
