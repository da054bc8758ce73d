/** Why a message changed, and by whom. */
export interface ChangeCause {
  readonly kind: 'edited' | 'restored' | 'reaction' | 'pinned';
  readonly userId: string;
  /** Of a reaction: which. */
  readonly emoji?: string;
  /** Of a reaction or a pin: whether it came or went. */
  readonly added?: boolean;
}
