/** Who wants to be notified when, and where. */
export const words = {
  'problem.unknown_push_service':
    "This browser's push service is not one that this server may use. Ask your administrator to add it.",
  'problem.shared_device': 'You are signed in as on a shared device, and those show no notifications.',
  'problem.unsubscribe_link_invalid':
    'This link does not work any more. Copy all of it from the mail, or choose in your settings what you are mailed.',
  'problem.push_subscription_not_found': 'That device is no longer notified.',

  'unsubscribe.title': 'Stop these mails?',
  'unsubscribe.text':
    'You will get no more mails of the kind that brought you here. You can turn them on again in your settings.',
  'unsubscribe.stop': 'Stop these mails',
  'unsubscribe.stopping': 'Stopping…',
  'unsubscribe.done': "You won't get these mails any more",
  'unsubscribe.doneUnread': 'Unread messages are no longer sent to you by mail.',
  'unsubscribe.doneDigest': 'Summaries of unread messages are no longer sent to you by mail.',
  'unsubscribe.incomplete': 'This link is incomplete',
  'unsubscribe.settings': 'Notification settings',

  'trace.title': 'Notifications of this message',
  'trace.counts': {
    one: 'Sent to {{ sent }} of {{ count }} person. Entries are kept for two weeks.',
    other: 'Sent to {{ sent }} of {{ count }} people. Entries are kept for two weeks.',
  },
  'trace.others': 'In a group of this size, only people with an entry are listed.',
  'trace.undecided': 'Will be notified in a moment if it stays unread',
  'trace.pushSent': 'Sent to a device',
  'trace.pushWaiting': 'On its way to a device',
  'trace.pushAgain': "A device couldn't be reached yet; it will be tried again",
  'trace.pushUnreached': "A device couldn't be reached",
  'trace.pushRefused': 'The push service of a device refused it ({{ answer }})',
  'trace.mailSent': 'Sent by mail',
  'trace.mailWaiting': 'On its way by mail',
  'trace.mailAgain': "The mail server couldn't be reached yet; it will be tried again",
  'trace.mailUnreached': "The mail server couldn't be reached",
  'trace.mailRefused': 'The mail server refused it ({{ answer }})',
  'trace.read': 'Had read it already',
  'trace.notWanted': 'Not notified, by their own settings',
  'trace.notReachable': 'Has no notifications turned on',
} as const;
