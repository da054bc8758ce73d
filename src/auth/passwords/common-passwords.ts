/** The passwords of ten characters and more that leaks show most often; whoever guesses begins with these. */
const WHOLE = `
  1234567890 12345678910 0123456789 123456789a 123456789q 1234567891 0987654321 9876543210 1q2w3e4r5t 1q2w3e4r5t6y
  1qaz2wsx3edc 1qazxsw23edc q1w2e3r4t5 q1w2e3r4t5y6 qwertyuiop qwertyuiop123 qwerty123456 qwerty12345 qwerty1234
  qwertyqwerty 123456qwerty 12345qwert 1234qwerasdf qwer1234qwer qwertyui123 qwerty789456 asdfghjkl1 asdfghjkl;
  asdfasdfasdf asdf1234asdf zxcvbnm123 zxcvbnm1234 zxcvbnm,./ zaq12wsxcde zaq1xsw2cde3 zaq1zaq1zaq1 1q2w3e4r5t6y7u
  qazwsxedcrfv qazwsxedc123 qazwsx1234 poiuytrewq mnbvcxzlkj 1472583690 159753456852 7418529630 7894561230
  98765432100 11223344556 1122334455 112233445566 1029384756 123123123123 123321123321 12341234123 1234554321
  1234567654321 12345678987654321 121212121212 123456654321 1111111111 0000000000 2222222222 5555555555 6666666666
  7777777777 8888888888 9999999999 1234512345 123qweasdzxc 123qwe123qwe 123456abcdef abc1234567 abcd123456
  abcd1234abcd abc123abc123 abcdefghij abcdefg123 abcdef123456 a123456789 a1b2c3d4e5 a1b2c3d4e5f6 aa12345678
  aa123456789 aaa1234567 q123456789 z123456789 x123456789 s123456789 m123456789 l123456789 k123456789 p123456789
  d123456789 w123456789 as123456789 qw123456789 qq123456789 123456789qwe 123456789abc 123456789aa 123456789m
  123456789z 123456789s 123456789k 123456789d 1234567890q 1234567890a 1234567890qwe password1! password12
  password123 password1234 password12345 password123456 password01 password00 password11 password10 password99
  password69 password2020 password2021 password2022 password2023 password2024 password2025 password2026
  password123! passw0rd123 p@ssw0rd12 p@ssw0rd123 p@ssword123 p@ssword1234 p@55w0rd123 pa55word123
  passwordpassword password1password mypassword mypassword1 mypassword123 thepassword newpassword newpassword1
  newpassword123 oldpassword temppassword temppass123 temporary1 temporary123 defaultpassword default123
  mysecretpassword secretpassword secret1234 secret12345 secret123456 topsecret1 topsecret123 nopassword
  nopassword1 yourpassword userpassword adminpassword rootpassword testpassword testpassword1 passwordtest
  passphrase passphrase1 passwort123 passwort1234 passwort12345 motdepasse motdepasse1 motdepasse123 contrasena
  contrasena1 contrasena123 contraseña123 wachtwoord wachtwoord1 wachtwoord123 parola1234 haslo12345 salasana123
  heslo12345 kennwort123 senha12345 senha123456 administrator1 admin12345 admin123456 admin1234567 admin123admin
  adminadmin adminadmin1 admin@1234 admin@12345 admin@123456 administrador superadmin superadmin1 superadmin123
  superuser1 superuser123 sysadmin123 webmaster1 webmaster123 root123456 root1234567 rootroot123 toor123456
  guest12345 guestguest user123456 user1234567 useruser123 username123 changeme12 changeme123 changeme1234
  changemenow changeme123! pleasechange letmein123 letmein1234 letmein12345 letmeinnow letmeinplease welcome123
  welcome1234 welcome12345 welcome123! welcome2020 welcome2021 welcome2022 welcome2023 welcome2024 welcome2025
  welcome2026 welcomehome welcome@123 welcome@1234 login12345 loginlogin hello12345 hello123456 helloworld
  helloworld1 helloworld123 hellohello hellokitty hellokitty1 hellothere test123456 test1234567 test12345678
  testtest12 testtest123 testing123 testing1234 testing12345 tester1234 testuser123 demo123456 demodemo123
  example123 sample1234 company123 company1234 business123 office1234 office12345 server1234 system1234 manager123
  manager1234 support123 support1234 service123 master1234 master12345 master123456 masterkey1 masterkey123
  access1234 access12345 security123 security1234 iloveyou12 iloveyou123 iloveyou1234 iloveyou1! iloveyou22
  iloveyou143 iloveyoubaby iloveyou2much iloveyousomuch iloveyou4ever iloveyouforever ilovemyself iloveme123
  ilovegod123 ilovejesus iloveyou69 ilovemymom ilovemykids ilovemydog ilovemycat ilovemusic ilovemusic1
  ilovechocolate loveyou123 loveyou1234 lovelove12 lovelove123 loveforever lovely1234 lovelovelove love123456
  love12345678 mylove1234 truelove12 truelove123 sweetheart sweetheart1 sweetheart12 sweetheart123 babygirl12
  babygirl123 babygirl1234 babyboy123 babydoll12 princess12 princess123 princess1234 princess01 princesa123
  prettygirl beautiful1 beautiful12 beautiful123 butterfly1 butterfly12 butterfly123 butterfly7 sunshine12
  sunshine123 sunshine1234 sunshine01 chocolate1 chocolate12 chocolate123 strawberry strawberry1 strawberry123
  cinderella cinderella1 blackberry blackberry1 watermelon watermelon1 pineapple1 pineapple123 cheesecake
  cheesecake1 cupcake123 cookies123 jellybean1 jellybean123 peanutbutter bubblegum1 bubblegum123 lollipop12
  lollipop123 rainbow123 rainbow1234 flower1234 flowers123 angel12345 angel123456 angels1234 heaven1234 dreamer123
  freedom123 freedom1234 forever123 forever1234 foreveryoung friends123 friends1234 friendship friendship1
  friendsforever bestfriend bestfriend1 bestfriends familyguy1 family1234 family12345 happiness1 happiness123
  happy12345 happy123456 smile12345 lucky12345 lucky123456 football12 football123 football1234 football01
  baseball12 baseball123 baseball1234 basketball basketball1 basketball12 basketball123 basketball23 volleyball
  volleyball1 volleyball123 softball12 softball123 soccer1234 soccer12345 hockey1234 cheerleader liverpool1
  liverpool12 liverpool123 liverpoolfc manchester manchester1 manchesterunited manunited1 manutd1234 chelsea123
  chelsea1234 chelseafc1 arsenal123 arsenal1234 barcelona1 barcelona10 barcelona123 realmadrid realmadrid1
  realmadrid123 juventus12 juventus123 cristiano7 ronaldo123 ronaldo777 messi12345 newcastle1 newcastle123
  skateboard skateboard1 snowboard1 snowboarding wrestling1 motocross1 lakers1234 yankees123 cowboys123 steelers12
  packers123 patriots12 superman12 superman123 superman1234 spiderman1 spiderman12 spiderman123 batman1234
  batman12345 ironman123 wolverine1 captainamerica starwars12 starwars123 starwars1234 startrek12 startrek123
  skywalker1 darthvader darthvader1 lordoftherings harrypotter harrypotter1 harrypotter123 hogwarts12 hogwarts123
  dumbledore pokemon123 pokemon1234 pikachu123 dragonball dragonballz dragonball1 naruto1234 naruto12345
  minecraft1 minecraft12 minecraft123 minecraft1234 playstation playstation2 playstation3 nintendo12 nintendo123
  nintendo64 callofduty callofduty4 counterstrike warcraft12 worldofwarcraft finalfantasy finalfantasy7
  assassin123 terminator transformers jurassicpark scoobydoo1 spongebob1 spongebob123 mickeymouse mickeymouse1
  tinkerbell tinkerbell1 winniethepooh garfield12 slipknot666 metallica1 metallica123 linkinpark linkinpark1
  linkinpark123 guitar1234 guitarhero musiclover eminem1234 michaeljackson greenday12 beatles123 blink182182
  dragon1234 dragon12345 dragon123456 monkey1234 monkey12345 monkey123456 tiger12345 tiger123456 shadow1234
  shadow12345 michael123 michael1234 jennifer12 jennifer123 jessica123 jessica1234 jordan1234 jordan2323
  charlie123 charlie1234 daniel1234 daniel12345 thomas1234 thomas12345 robert1234 matthew123 anthony123 andrew1234
  joshua1234 ashley1234 amanda1234 nicole1234 hannah1234 michelle12 michelle123 christian1 christian123
  christopher christopher1 alexander1 alexander123 alexandra1 alexandra123 alejandro1 alejandra1 elizabeth1
  elizabeth123 stephanie1 stephanie123 valentina1 valentina123 francesca1 sebastian1 sebastian123 gabriel123
  samantha12 samantha123 benjamin12 benjamin123 william123 patrick123 george1234 maggie1234 buster1234 ginger1234
  pepper1234 cookie1234 summer1234 summer12345 summer2020 summer2021 summer2022 summer2023 summer2024 summer2025
  summer2026 winter1234 winter12345 winter2020 winter2021 winter2022 winter2023 winter2024 winter2025 winter2026
  spring2020 spring2021 spring2022 spring2023 spring2024 spring2025 spring2026 autumn2020 autumn2021 autumn2022
  autumn2023 autumn2024 autumn2025 autumn2026 january123 february123 september1 september11 september123
  october123 november12 november123 december12 december123 monday1234 friday1234 computer12 computer123
  computer1234 internet12 internet123 internet1234 google1234 google12345 facebook12 facebook123 facebook1234
  instagram1 instagram123 youtube123 youtube1234 whatsapp123 linkedin123 microsoft1 microsoft123 windows123
  windows1234 samsung123 samsung1234 iphone1234 android123 macintosh1 blackberry123 motorola123 telephone1
  technology thunderbird firebird123 lightning1 lightning123 hurricane1 snowflake1 everything everything1
  something1 whatever12 whatever123 whatever1234 nothing123 whatsup123 trustno1trustno1 trustnoone trustno123
  ihateyou123 fuckyou123 fuckyou1234 fuckyou12345 fuckyou69! fuckyoubitch motherfucker motherfucker1 asshole123
  asshole1234 bullshit123 biteme1234 badboy1234 killer1234 killer12345 hunter1234 hunter12345 ranger1234
  cowboy1234 mustang123 mustang1234 corvette12 corvette123 ferrari123 ferrari1234 mercedes12 mercedes123
  mercedesbenz lamborghini lamborghini1 porsche911 porsche123 harley1234 harleydavidson chevrolet1 yamaha1234
  suzuki1234 bmw1234567 canada1234 america123 american123 australia1 australia123 argentina1 argentina123
  barcelona2 brazil1234 california california1 california123 colombia123 deutschland deutschland1 england123
  germany123 england1234 indonesia1 indonesia123 india12345 india123456 italia1234 london1234 london12345
  mexico1234 newyork123 newyork1234 pakistan12 pakistan123 pakistan1234 philippines portugal12 portugal123
  singapore1 southafrica texas12345 vietnam123 jesuschrist jesuschrist1 jesus12345 jesus123456 jesuslovesme
  jesusislord godisgood1 godisgood123 godislove1 godisgreat blessed123 blessings1 christmas1 christmas123
  halloween1 halloween31 halloween123 alhamdulillah bismillah1 bismillah123 bismillah786 mohammed123 muhammad123
  krishna123 shivashiva omsairam123 sairam1234 correcthorsebatterystaple unicorn123 unicorn1234 dolphin123
  elephant12 elephant123 panther123 scorpion12 scorpion123 gladiator1 gladiator123 crocodile1 chickens12
  chicken123 bulldogs12 bulldog123 doggy12345 kitty12345 kitten1234 puppy12345 snoopy1234 lovelykitty teddybear1
  teddybear123 monster123 monster1234 vampire123 zombie1234 phoenix123 phoenix1234 genesis123 matrix1234
  diamond123 diamond1234 diamonds12 crystal123 goldfish12 silver1234 purple1234 orange1234 yellow1234 yellow12345
  blue123456 green12345 black12345 blackcat13 whitetiger redsox2004 password.1 qwerty!@#$ !qaz2wsx3edc
  !qaz@wsx#edc 1qaz@wsx3edc 1qaz!qaz1qaz 1qaz2wsx!qaz !@#$%^&*() !@#$%^&*()_+ 1q2w3e4r!q q2w3e4r5t6 qweasdzxc123
  qweasdzxc1 qweqweqwe1 qwe123qwe123 qwe1234567 qweasd1234 asd123456789 asd1234567 zxc1234567 zxc123456789
  zxcasdqwe123 qwaszx1234 1a2b3c4d5e 1a2s3d4f5g 2wsx3edc4rfv aq1sw2de3fr4 tgbyhnujmik 0192837465 0147258369
  0147852369 5201314520 5201314521 woaini1314 woaini520520 woaini1314520 woaini123456 caonima123 asd123asd123
  1478963250 3.1415926535 31415926535 3141592654 2718281828
`;

/** Words that stay easy whatever digits and signs are put around them. */
const WORDS = `
  password passw0rd p@ssw0rd p@ssword pa55word passwort welcome letmein changeme qwerty qwertz azerty iloveyou
  sunshine princess football baseball superman batman dragon monkey master admin administrator root guest login
  hello secret test testing default temp temporary summer winter spring autumn monday friday company office user
`;

/** In small letters. */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(`${WHOLE} ${WORDS}`.trim().split(/\s+/));
