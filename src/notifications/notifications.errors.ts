import { defineProblem } from '../core/errors/domain-error.js';

/** Nothing is sent to where anybody likes: only to services that are known. */
export class UnknownPushService extends defineProblem('unknown_push_service', 422, 'This push service is not known') {
  constructor(host: string) {
    const detail = `Nothing is sent to ${host}. An administrator can add it to PUSH_HOSTS, if it is a push service.`;
    super(detail, { errors: [{ pointer: '/endpoint', code: 'unknown_push_service', detail }] });
  }
}

/** Whoever comes next would read what is shown there. */
export class SharedDevice extends defineProblem('shared_device', 409, 'Others use this device too') {
  constructor() {
    super('You signed in here as on a device that others use. Sign in without that to be notified here.');
  }
}

export class PushSubscriptionNotFound extends defineProblem(
  'push_subscription_not_found',
  404,
  'There is no such subscription',
) {
  constructor() {
    super('None of your devices is notified under this id.');
  }
}

/** It was cut off on its way, or the secret that sealed it is gone. */
export class UnsubscribeLinkInvalid extends defineProblem('unsubscribe_link_invalid', 404, 'The link does not work') {
  constructor() {
    super('Copy the whole link from the mail, or change what you are mailed in the settings of your account.');
  }
}
