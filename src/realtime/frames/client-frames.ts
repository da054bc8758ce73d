import { HelloFrame, PingFrame } from './connection.frames.js';
import { ReadFrame } from '../conversations/conversations.frames.js';
import { SendFrame } from '../conversations/messages.frames.js';
import { PresenceFrame, TypingFrame, WatchFrame } from './presence.frames.js';

/** The frames that a client may send, by their type. */
export const CLIENT_FRAMES = {
  hello: HelloFrame,
  send: SendFrame,
  read: ReadFrame,
  typing: TypingFrame,
  presence: PresenceFrame,
  watch: WatchFrame,
  ping: PingFrame,
} as const;

export type ClientFrame = InstanceType<(typeof CLIENT_FRAMES)[keyof typeof CLIENT_FRAMES]>;
export type ClientFrameType = keyof typeof CLIENT_FRAMES;
