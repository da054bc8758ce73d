/** Who wants to be notified when, and where. */
export const words = {
  'problem.unknown_push_service':
    "This browser's push service is not one that this server may use. Ask your administrator to add it.",
  'problem.shared_device': 'You are signed in as on a shared device, and those show no notifications.',
  'problem.unsubscribe_link_invalid':
    'This link does not work any more. Copy all of it from the mail, or choose in your settings what you are mailed.',
  'problem.push_subscription_not_found': 'That device is no longer notified.',
};
