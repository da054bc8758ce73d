import type { SavingDto } from '../../api/models/saving-dto';
import type { RealtimeEvent } from '../../core/realtime/frames';

/** Which messages of one conversation I saved. */
export interface SavedPlaces {
  readonly conversationId: string;
  readonly bySeq: ReadonlyMap<number, SavingDto>;
  /** Something may have happened that was not told. */
  readonly isUnsure: boolean;
}

/** The places after an event; undefined when I am not in the conversation any more. */
export function savedAfter(
  places: SavedPlaces,
  event: RealtimeEvent,
  myId: string | undefined,
): SavedPlaces | undefined {
  if (!('conversationId' in event) || event.conversationId !== places.conversationId) return places;
  if (event.type === 'member.removed' && event.data.userId === myId) return undefined;
  if (event.type !== 'saved.updated') return places;
  const { seq, saved } = event.data;
  const others = [...places.bySeq].filter(([one]) => one !== seq);
  return { ...places, bySeq: new Map(saved ? [...others, [seq, saved]] : others) };
}

/** Something may have happened that was not told. */
export function doubtedSaved(places: SavedPlaces | undefined): SavedPlaces | undefined {
  return places && { ...places, isUnsure: true };
}
