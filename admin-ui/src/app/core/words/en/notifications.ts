/** Who wants to be notified when, and where. */
export const words = {
  'notifications.title': 'Notifications',
  'notifications.hint': 'About new messages while you are not looking. What you hear of from each chat is set there.',

  'push.here': 'Notify me on this device',
  'push.isOn': 'You hear of new messages here, even when Parley is closed.',
  'push.isOff': 'Your browser asks you first.',
  'push.changing': 'One moment…',
  'push.denied':
    'Your browser blocks notifications from Parley. Allow them in the site settings beside the address, then turn them on here.',
  'push.insecure':
    'Browsers only show notifications on secure pages. Open Parley at an address that begins with https.',
  'push.homeScreen':
    'On iPhone and iPad, first add Parley to the Home Screen: tap Share, then “Add to Home Screen”. Open it from there and come back here.',
  'push.unsupported': "This browser can't be notified. Use a current version of Chrome, Edge, Firefox or Safari.",
  'push.shared': 'You are signed in as on a shared device, and those show no notifications.',
  'push.dismissed': 'Your browser asked, but you did not decide. Turn it on again to be asked once more.',
  'push.unavailable':
    "Your browser couldn't reach its push service. Check your connection and try again. Private windows can't be notified.",
  'push.all': 'Notify my devices',
  'push.allHint': 'Turn this off, and none of your devices is notified.',
  'push.hide': 'Hide who wrote and what',
  'push.hideHint': 'Notifications then only say that there is a new message.',
  'push.notLoaded': "Your choices couldn't be loaded",
  'push.notSaved': "Couldn't save this. {{ reason }}",
  'push.devices': 'Devices that are notified',
  'push.noDevices': 'None yet.',
  'push.devicesNotLoaded': "Your devices couldn't be loaded",
  'push.lastSent': 'Last notified {{ when }}',
  'push.notYet': 'Not notified yet',
  'push.remove': 'Remove',
  'push.removeOf': 'Remove {{ device }}: no more notifications there',
  'push.removed': '{{ device }} is no longer notified',
  'push.test': 'Send a test',
  'push.answer.taken': 'Accepted by {{ service }}',
  'push.answer.gone':
    '{{ service }} no longer knows this device, so it was removed. Turn notifications on there again.',
  'push.answer.unreached': "The server couldn't reach {{ service }}. Tell your administrator.",
  'push.answer.busy': '{{ service }} is busy ({{ status }}). Try again in a few minutes.',
  'push.answer.refused': '{{ service }} refused it ({{ status }}). Tell your administrator.',

  'sound.title': 'Sound',
  'sound.hint':
    'Heard once for a new message while Parley is open, but not for the chat in front of you, in muted chats, in a pause or in quiet hours.',
  'sound.none': 'None',
  'sound.chime': 'Chime',
  'sound.drop': 'Drop',
  'sound.knock': 'Knock',

  'pause.title': 'Pause',
  'pause.hint': 'None of your devices is notified until then, and nothing is made up for later.',
  'pause.menu': 'Pause notifications',
  'pause.hour': 'For an hour',
  'pause.tomorrow': 'Until tomorrow morning',
  'pause.other': 'Until another time…',
  'pause.ask': 'Pause notifications until',
  'pause.set': 'Pause',
  'pause.until': 'Paused until {{ when }}',
  'pause.resume': 'Resume notifications',

  'quiet.title': 'Quiet hours',
  'quiet.zone': 'None of your devices is notified then. Times are in your time zone, {{ zone }}.',
  'quiet.noZone':
    'None of your devices is notified then. Your profile has no time zone yet, so times are in UTC (Greenwich).',
  'quiet.useZone': 'Use {{ zone }}',
  'quiet.zoneIsShown': 'Others see it in your profile.',
  'quiet.add': 'Add quiet hours',
  'quiet.number': 'Quiet hours {{ number }}',
  'quiet.everyDay': 'Every day',
  'quiet.from': 'From',
  'quiet.to': 'To',
  'quiet.remove': 'Remove these hours',
  'quiet.sameDay': 'From {{ from }} to {{ to }} on these days.',
  'quiet.pastMidnight': 'From {{ from }} on these days to {{ to }} on the day after.',
  'quiet.wholeDay': 'All day.',
  'quiet.noDay': 'Choose at least one day. These hours are not saved yet.',
  'quiet.noTime': 'Enter both times. These hours are not saved yet.',

  'install.title': 'Install',
  'install.hint': 'An app of its own, with an icon, that opens without a browser window around it.',
  'install.install': 'Install Parley',
  'install.done': 'Parley is installed on this device.',
  'install.apple': 'Tap Share, then “Add to Home Screen”.',
  'install.byMenu':
    'Open the menu of your browser and choose “Install” or “Add to Home Screen”. Not every browser has it.',
  'install.insecure': 'Browsers only install apps from secure pages. Open Parley at an address that begins with https.',

  'problem.unknown_push_service':
    "This browser's push service is not one that this server may use. Ask your administrator to add it.",
  'problem.shared_device': 'You are signed in as on a shared device, and those show no notifications.',
  'problem.push_subscription_not_found': 'That device is no longer notified.',
} as const;
