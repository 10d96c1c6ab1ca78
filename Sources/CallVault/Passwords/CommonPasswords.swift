/// Passwords, and pieces of them, that are guessed first: the ones that head published lists of
/// leaks, walks over the keyboard, what Chinese keyboards and numbers that sound like words make
/// popular, and names of this product and its trade. In lower case, sorted.
enum CommonPasswords {
    static func has(_ word: some StringProtocol) -> Bool { words.contains(String(word)) }

    static let words = Set(text.split(whereSeparator: \.isWhitespace).map(String.init))

    private static let text = #"""
        !@#$%^ !@#$%^&* !@#$%^&*() !qaz2wsx !qaz@wsx 000 0000 00000 000000 0000000 00000000 000001
        000123 007 007007 012012 012345 0123456 01234567 012345678 0123456789 0987654321 10000
        100000 100001 100086 10010 100100 100200 1004 10086 101010 102030 10203040 110 110011
        110110 110120 110120119 111 1111 11111 111111 1111111 11111111 11112222 111222 111222333
        112112 112211 112233 11223344 1122334455 112358 11235813 1123581321 113113 114 114114 119
        119119 120120 1212 121212 12121212 1222 122333 1223334444 123 123!@# 123000 1230123 12306
        123123 123123123 12315 123321 12332112 1233211234567 1234 1234!@#$ 1234321 12344321 12345
        123454321 123456 1234560 12345600 1234567 12345678 123456780 123456789 1234567890
        12345678900 1234567891 12345678910 1234567899 123456789a 123456789aa 123456789abc
        123456789q 123456789qq 1234567a 123456a 123456aa 123456aaa 123456abc 123456abc123 123456as
        123456asd 123456q 123456qaz 123456qq 123456qwerty 123456wang 123456zxc 12345a 12345q
        12345qwert 1234abcd 1234qwer 123654 123654789 123abc 123asd 123qwe 123qwe123 123qweasd
        123qweasdzxc 12580 12qw 12qwas 12qwaszx 1313 131313 1314 13141314 1314520 13145200 1314521
        1314521521 1314woaini 13579 135790 135792468 1357924680 141414 147147 147258 147258369
        147369 147852 147852369 151515 159357 159753 159951 168 168168 1688 16888 168888 171717
        181818 191919 19851010 19860101 19870101 19880808 1990 19900101 1991 19910101 1992 19920101
        1993 19930101 1994 19940101 1995 19950101 1996 1997 1998 1999 1a2b3c 1a2b3c4d 1j4 1q2w
        1q2w3e 1q2w3e4r 1q2w3e4r! 1q2w3e4r5t 1q2w3e4r5t6y 1q2w3e4r5t6y7u8i9o0p 1qaz 1qaz!qaz
        1qaz1qaz 1qaz2wsx 1qaz2wsx3edc 1qaz@wsx 1qazxsw2 2000 200000 20000101 2001 2002 200200 2003
        2004 2005 2006 2007 2008 20080808 2009 2010 20100101 2011 2012 2013 20131420 2014 2015 2016
        2017 2018 2019 2020 20200101 202020 2021 2022 2023 2024 20240101 2025 20250101 2026
        20260101 2027 2112 212121 222222 22222222 223344 232323 232425 24680 246810 252525 258369
        258456 2k7 2wsx 2wsx3edc 314159 3141592 31415926 321321 333333 357159 369258147 3edc
        3edc4rfv 420420 4321 4444 444444 456123 456456 456789 4rfv 4rfv5tgb 50cent 5150 518 518518
        5188 51888 518888 520 5200 52000 520131 5201314 52013145 5201314520 520520 520love 521
        5211314 521521 521love 54321 5555 555555 584520 5845201314 584521 588588 5j/ 5jp6 5k4g4
        5tgb 5tgb6yhn 654321 6666 666666 66666666 668 668668 6688 66888 668888 6969 696969 6yhn
        741852 741852963 7654321 7758 7758258 7758521 77585210 7777 777777 7777777 789456 789456123
        7894561230 789789 7ujm 852456 87654321 886886 888168 8886 888666 8888 88888 888888 8888888
        88888888 888999 889900 899888 8ik 911911 918918 95555 95588 963258741 963852 963852741
        987654 987654321 9876543210 987987 998877 99887766 998998 999888 9999 999999 99999999 9ol
        a12345 a123456 a1234567 a12345678 a123456789 a1b2c3 a1b2c3d4 a1b2c3d4e5 a1s2d3 a1s2d3f4
        a5201314 a@123456 aa123456 aa12345678 aa@123456 aaa aaa111 aaa123 aaaa aaaaaa aaaaaaaa
        aabbcc abc abc1 abc12 abc123 abc1234 abc12345 abc123456 abc@123 abc@1234 abcabc abcd
        abcd123 abcd1234 abcde abcdef abcdef123 abcdefg abcdefgh abcdefghi abcdefghij
        abcdefghijklmnopqrstuvwxyz abracadabra access access123 access14 acer admin admin!@#
        admin#123 admin1 admin12 admin123 admin1234 admin123456 admin888 admin@123 admin@1234
        admin@huawei administrator adrian africa agent agent007 agent1 agent123 ai1314 aini
        aini1314 aini520 ajax albert alex alex123 alexander alexandra alexandre alexis alibaba
        alice alicia allison alohomora always amanda amanda1 amazon amber america america1 american
        amy andre andrea andrew andrew1 android angel angel1 angela angelica angelina angels anna
        annie anthony anthony1 anybody anything apple apple1 apple12 apple123 april argentina
        arsenal arsenal1 arthur asd123 asdasd asdf asdf1234 asdfasdf asdfg asdfgh asdfghj asdfghjk
        asdfghjkl asdqwe asdzxc ashley ashley1 asia asshole asterisk asus audi audit auditor
        auditor1 august austin australia autumn awesome azerty baby baby123 babyboy babygirl backup
        badminton baidu bailey banana bank banking baobao baobao1314 baobei barbara barcelona
        barcelona1 baseball baseball1 basketball batman batman1 batterystaple bayern beach beagle
        bear bears beatles beautiful beauty beer beijing beijing2008 bella benfica benjamin berlin
        beyonce bieber birthday bitch biteme black black1 blackbird blank bless blessed blessing
        blink182 blood blowme blue blue123 blueberry bluebird blues bmw bmw123 bob bobmarley bonus
        boston boxing brandon brandon1 brandy brandy1 brasil brazil brian brittany broncos brooklyn
        brother brown bruce bryan buddy buddy1 buffalo bulldog bulls bullshit bunny burger business
        buster butter california callaudit callaudit1 callaudit123 callcenter callcenter1
        callcentre camaro canada candy candy1 captain car carlos carmen caroline cars cash cat
        catherine cats celtic celtics champ champion change changeme changeme123 charlie charlie1
        cheer cheerleader cheese cheese1 chelsea chelsea1 chen123456 chengdu cherry chevrolet chevy
        chicago chicago1 chicken chile china chocolate chongqing chris chris1 christian christina
        christine christmas christopher cisco cisco123 cl3g4 claire claudia cloud cock coffee
        colombia company company123 compliance computer computer1 contactcenter contactcentre
        cookie cookie1 cookies cool cool123 cooper correcthorse correcthorsebatterystaple corvette
        counterstrike cowboy cowboys cowboys1 crazy cricket crystal customer customer1 customer123
        cute cutie cynthia dad daddy daisy dallas dallas1 dance dancer dancer1 daniel daniel1
        danielle dark darkness darkside database david david1 dead death debbie debian december
        default dell demo demo123 demon denglu denise dennis deutschland devil diablo diamond
        diamonds diana dianhua dick diego digimon disco dog doggie dogs dollar dolphin dolphins
        dominic donald dragon dragon1 dragon123 driver drums ducati duke eagle eagle1 eagles earth
        easter edward elena elizabeth elvis emily eminem emma eric erica ernesto espana eugene
        europe eva evelyn evening everton everybody everything evil facai facai888 facebook
        facebook1 fadacai faith faith1 falcon fall family family1 father fdsa february felix
        fernando ferrari finance fire fire1 fireman fish fishing florida flower flower1 flowers
        football football1 ford forest forever forever1 fortnite fox france francis frank freedom
        freepbx friday friend friends friendship fuck fuckme fuckoff fuckyou fuckyou1 funny gabriel
        gabriela galaxy gamer gaming garden genius george gerald germany ghost giants ginger gloria
        gmail gold golden golf gongsi gongxifacai goodbye goodluck google google1 google123 gordon
        gothic grace gray great green greenday gregory guangzhou guanliyuan guest guest123 guitar
        gymnast h3c hakunamatata halo hangzhou hannah happy happy1 happy123 harley harley1 harold
        harry hawk headset heather heaven hector helen hell hello hello1 hello123 helloworld
        helpdesk henry hero heroes hiphop hockey hockey1 hocuspocus holiday honda honda1 honey
        honey1 hongkong hongkong1 hope horny horse horses hot hotline hotmail hottie howard
        huang123456 huawei huawei123 huawei@123 hulk hunter hunter1 hunter2 iamthebest ice ilove
        iloveu iloveu2 ilovey iloveyou iloveyou1 iloveyou123 iloveyou1314 iloveyou2 iloveyou520
        india insurance intel internet internet1 iphone ironman isabel isabella island italia j;3m3
        jack jackie jackson jackson1 jacob jaguar jake james james1 jamie jane janet january japan
        jasmine jasmine1 jason jasper jazz jeffrey jennifer jeremy jerry jesse jessica jessica1
        jessie jesus jesus1 ji3 ji32k7au4a83 ji394su3 ji3a83 ji3g4 jimmy joanna joel john johnny
        johnson jonathan jordan jordan1 jordan2 jordan23 jorge jose joseph joshua jp6 juan judith
        judo juice julia julian julie july june justice justin justinbieber juventus kaohsiung
        karate karen karina kate katherine kathleen katie kawasaki kefu kefu123 kefu123456 keith
        kelly kenneth kevin kevin123 killer killer1 kimberly king kingdom kitten kitty knight korea
        korn kristen kuaile kuaile123 kyle l123456 lady lakers lakers1 laogong laogong1314 laopo
        laopo1314 larry laura lauren laurence legend lemon lenovo leonardo leslie letmein letmein1
        letmein123 letmeinnow lexus li123456 liberty lightning lihua lijun lily lin123456 lina
        linda linkinpark linux lion lions liqiang lisa liu123456 liuyang liverpool liverpool1 liwei
        liyang lkjhgf lkjhgfdsa login login123 london london1 longge longlong lorenzo lottery louis
        louise love love123 love1314 love520 love521 lovely loveme lover lovers loveyou loveyou1
        loveyou520 lucifer lucky lucky1 lucky7 lucy luis luyin madison madonna madrid maggie magic
        manager manager123 manchester mango manutd march marcus margaret maria marie marina mario
        mario1 mark marketing marlboro marley marriage martha martin mary master master1 master123
        mathew matrix matthew matthew1 maurice max maxwell may maytheforcebewithyou mega melanie
        melissa mercedes mercedes1 metal metallica metallica1 mexico michael michael1 michelle
        microsoft midnight miguel mike milan milk million mima mima123 mima123456 minecraft mnbvcx
        mnbvcxz mohamed molly mom mommy monday money money1 monica monkey monkey1 monster monster1
        moon morgan morning mother motor murder music music1 mustang mustang1 mylove mypass
        mypassword mypassword1 myself mysql nancy nanjing naruto naruto1 nascar natalia natalie
        natasha nathan netease network never newpass newpassword newyork newyork1 nice nicholas
        nicholas1 nicole nicole1 night nihao nihao123 nihao1234 nihaoa nihaoma nikita ninja ninja1
        nintendo nirvana nissan nitro nobody nokia none nopassword norman nothing november null
        ocean october office office123 oliver olivia onedirection opensesame openthedoor openup
        operator operator1 oracle orange orange1 orchid oscar p@55w0rd p@ssw0rd p@ssw0rd123
        p@ssword pa$$w0rd pa$$word pa55w0rd pa55word packers pamela panther paris paris1 party pass
        pass1234 pass@123 pass@word pass@word1 passpass passw0rd passw0rd1 passw0rd123 passwd
        password password! password0 password01 password1 password11 password12 password123
        password1234 password2 password21 password22 password3 password7 password9 passwordpassword
        passwort pasta patricia patrick patriots paul paula peace peach penis pepper pepper1
        perfect peru peter peter1 philip phoenix phone phone123 piano pikachu pingpong pink pink123
        pirate pirates pizza planet platinum playboy playstation poiuyt poiuytrewq pokemon pokemon1
        pony porn porsche porto postgres power pretty prince princess princess1 private public punk
        puppy purple pussy q12345 q123456 q1w2e3 q1w2e3r4 q1w2e3r4t5 q1w2e3r4t5y6 q5201314 qaz123
        qazqaz qazwsx qazwsx123 qazwsxedc qazxsw qiche qinaide qq123456 qq123456789 qq5201314
        quality queen qwe qwe123 qwe123456 qwe@123 qweasd qweasd123 qweasdzxc qweqwe qwer qwer!@#$
        qwer1234 qwer4321 qwer@1234 qwert qwerty qwerty1 qwerty12 qwerty123 qwerty1234 qwertyui
        qwertyuiop qwertyuiop123 qwertz qwq123 rabbit racer rachel racing raiders rainbow rainbow1
        ralph rangers raymond realmadrid rebecca recording recordings red red123 redskins redsox
        reggae rewq rex ricardo rich richard richard1 rihanna river robert robert1 roberto roblox
        rock rocket rocknroll rockstar rocky rocky1 rodrigo roger roma ronald root root123 root@123
        rootroot rosa rose rose1 router ru8 ruben rugby runner running russell russia rusty ruth
        ryan s123456 sabrina sadie sales sales123 salt samantha sammy samsung samsung1 samuel
        samurai sandra sara sarah sasha satan saturday scorpion scott sebastian secret secret123
        security security1 security123 september sergio server service sesame sex sexy sexy1 shadow
        shadow1 shanghai shannon shark sharon shenzhen shit shouji silver simba simon simone
        singapore singer sister skate skateboard skater skull sky slipknot smart smile smiles
        smiley smokey snake snoopdogg snow snowball snowboard snowman soccer soccer1 sofia somebody
        something sonic sony sophie space special speed speedy spider spiderman spring spring1 star
        star1 starcraft stardust stars startrek starwars starwars1 steam steelers stella stephanie
        stephen steve steven stewart storm strawberry su3cl3 su3cl31j4 subaru success sugar summer
        summer1 summer123 sun sun123456 sunday sunday1 sunny sunrise sunset sunshine sunshine1
        super super123 superman superman1 superuser supervisor supervisor1 support support1
        support123 surfer surfing susan suzhou suzuki sweet sweetheart sweetie sweety swim swimmer
        swimming system system123 taichung taipei taiwan taiwan123 taobao taylor taylor1 tea techno
        telephone temp temp123 temporary tencent tennis tequila teresa test test1 test12 test123
        test1234 test@123 tester testing testtest texas texas1 thailand thisisapassword
        thisismypassword thomas thomas1 thunder thursday tianjin tiantian tiantian123 tiffany tiger
        tiger1 tigers timothy tobeornottobe today tommy tomorrow tony toor topsecret tottenham
        toyota trewq truck trust trustno1 truth tucker tuesday tupac turbo turtle twitter tyler
        tyler1 u.6vu06 ubuntu ultra united unknown user user123 user1234 username valentina valerie
        vampire vanessa vcxz veronica vicidial victor victoria victory vietnam vincent virginia
        vodka voip volleyball vu04a83 w123456 w5201314 walter wang123 wang1234 wang123456 wangcai
        wangfang wangjing wangli wangwei wangyang wangyong warcraft warrior warriors water wechat
        wedding wednesday weekend weixin welcome welcome1 welcome12 welcome123 welcome@123 wendy
        whale whatever whatever1 whiskey white william william1 windows windows10 windows7 wine
        winner winston winter winter1 winter123 wizard wo1314 woai woai123 woaini woaini1 woaini12
        woaini123 woaini123456 woaini1314 woaini520 woaini5201314 woaini521 woaiwo woaiwojia
        woaiwoziji wolf wolverine wolves wow wrestling wu123456 wuhan x123456 xbox xbox360 xian
        xianggang xiaobai xiaohong xiaoli xiaolong xiaomi xiaoming xiaotian xiaowei xiaoxiao xiaoyu
        xiexie xingfu xingyun xsw2zaq1 xu123456 xxx xxxxxx yahoo yahoo123 yamaha yang123456 yankees
        yankees1 yellow yourpassword youtube ytrewq yvonne z123456 z5201314 zachary zaijian zaq1
        zaq123 zaq12wsx zaq1@wsx zaq1zaq1 zaqwsx zaqxsw zelda zeus zhang123 zhang520 zhanghua
        zhangjie zhangjing zhangli zhangwei zhangyong zhao123456 zhaocai zhongguo zhongguo123
        zhonghua zhou123456 zombie zte123 zuoxi zxc123 zxcasd zxcv1234 zxcvb zxcvbn zxcvbnm zxczxc
        zz123456 zzzzzz zzzzzzzz
        """#
}
