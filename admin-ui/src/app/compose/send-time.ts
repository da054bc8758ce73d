import type { SendMessageDto } from '../api/models/send-message-dto';
import type { ChosenTime } from '../ui/choose-time';

/** The field of a send that says when: by the clocks from which it was chosen, where it was. */
export function sendTime({ at, wall }: ChosenTime): Pick<SendMessageDto, 'sendAt' | 'sendAtLocal'> {
  return wall ? { sendAtLocal: wall } : { sendAt: at };
}
