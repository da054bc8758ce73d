import { ApiProperty } from '@nestjs/swagger';

/** The class of a frame: its fields are what travels, with `type` to tell it from others; the names are API. */
export interface FrameClass<Frame extends object = object> {
  new (): Frame;
  readonly type: string;
}

/** What the documents say of a frame besides its fields. */
export interface FrameNotes {
  /** When it is sent, and what follows. */
  readonly summary: string;
  /** Its fields, without `type`. */
  readonly example?: object;
}

export interface DocumentedFrame extends FrameNotes {
  readonly frame: FrameClass;
  readonly sentBy: 'client' | 'server';
}

const documented: DocumentedFrame[] = [];

/** A frame that clients send. Its fields are checked by the same decorators as those of a request. */
export const ClientFrame = (notes: FrameNotes) => describedAs('client', notes);

/** A frame that the server sends. */
export const ServerFrame = (notes: FrameNotes) => describedAs('server', notes);

/** Every frame of every class that was loaded, as `asyncapi.yaml` and the client's types are made from them. */
export function documentedFrames(): readonly DocumentedFrame[] {
  return documented;
}

function describedAs(sentBy: DocumentedFrame['sentBy'], notes: FrameNotes) {
  return (frame: FrameClass): void => {
    ApiProperty({ enum: [frame.type] })(frame.prototype as object, 'type');
    documented.push({ frame, sentBy, ...notes });
  };
}
