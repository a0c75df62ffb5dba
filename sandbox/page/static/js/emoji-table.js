// One emoji a line: what is seen, its name in Slack, `*` where it comes in skin tones, words to find it by.
export const TABLE = `
👍 +1 * thumbsup yes agree good
👎 -1 * thumbsdown no bad
✅ white_check_mark done yes tick
👀 eyes look read seen
⭐ star favourite
♻️ recycle again round
1️⃣ one number 1
2️⃣ two number 2
3️⃣ three number 3
4️⃣ four number 4
5️⃣ five number 5
6️⃣ six number 6
7️⃣ seven number 7
8️⃣ eight number 8
9️⃣ nine number 9
🔟 keycap_ten number 10
0️⃣ zero number 0
❤️ heart love
🎉 tada party congratulations
🙏 pray * thanks please
🙌 raised_hands * hooray
👏 clap * applause bravo
👋 wave * hello bye
💯 100 hundred score
🚀 rocket ship launch
🔥 fire hot
💡 bulb idea
🤔 thinking_face hmm
😄 smile happy
😀 grinning happy
😁 grin teeth
😂 joy laugh tears
🤣 rolling_on_the_floor_laughing rofl
🙂 slightly_smiling_face smile
🙃 upside_down_face silly
😉 wink
😊 blush happy
😍 heart_eyes love
🥰 smiling_face_with_3_hearts love
😎 sunglasses cool
🤩 star-struck wow
🥳 partying_face party
😅 sweat_smile relief
😬 grimacing awkward
😴 sleeping zzz
😢 cry sad tear
😭 sob sad
😡 rage angry
😱 scream fear
😕 confused
😞 disappointed sad
😮 open_mouth surprised
😐 neutral_face
😶 no_mouth silent
🤯 exploding_head mind blown
🤗 hugging_face hug
🤝 handshake deal
🤷 shrug * dunno
🤦 face_palm * facepalm
👌 ok_hand * okay perfect
✌️ v * victory peace
🤞 crossed_fingers * luck
🤙 call_me_hand *
👊 facepunch * fist
✊ fist *
✋ hand * stop high five
🖐️ raised_hand_with_fingers_splayed *
☝️ point_up * one moment
👇 point_down *
👈 point_left *
👉 point_right *
💪 muscle * strong
✍️ writing_hand * write
🫡 saluting_face
👤 bust_in_silhouette person
👥 busts_in_silhouette people
❌ x no cross
❓ question ask
❗ exclamation important
‼️ bangbang important
⚠️ warning careful
🚫 no_entry_sign forbidden
⛔ no_entry stop
🛑 octagonal_sign stop
✔️ heavy_check_mark tick
➕ heavy_plus_sign add
➖ heavy_minus_sign
➡️ arrow_right
⬅️ arrow_left
⬆️ arrow_up
⬇️ arrow_down
🔁 repeat again
🔄 arrows_counterclockwise refresh
🆗 ok okay
🆕 new
🆓 free
🔴 red_circle
🟠 large_orange_circle
🟡 large_yellow_circle
🟢 large_green_circle
🔵 large_blue_circle
⚪ white_circle
⚫ black_circle
📅 calendar date
📆 date calendar
🗓️ spiral_calendar_pad calendar
⏰ alarm_clock time
⏱️ stopwatch time
⏳ hourglass_flowing_sand wait
⌛ hourglass time
🕐 clock1 time
🌅 sunrise morning
☀️ sunny sun
🌙 crescent_moon night
🌈 rainbow
☁️ cloud
⚡ zap lightning
❄️ snowflake
☕ coffee tea
🍕 pizza
🍰 cake
🎂 birthday cake
🍎 apple
🍺 beer
🥂 clinking_glasses cheers
🎁 gift present
🎈 balloon
🏆 trophy win
🥇 first_place_medal gold
🎯 dart target
🎵 musical_note
🎤 microphone
📣 mega announcement
📢 loudspeaker
🔔 bell notification
🔕 no_bell quiet
📌 pushpin pin
📍 round_pushpin place
📎 paperclip attach
🔗 link chain
📝 memo note write
✏️ pencil2 edit
📖 book open read
📚 books
📄 page_facing_up document
📋 clipboard list
📊 bar_chart numbers
📈 chart_with_upwards_trend up
📉 chart_with_downwards_trend down
📥 inbox_tray
📤 outbox_tray
📦 package box
📧 e-mail
✉️ email envelope letter
📞 telephone_receiver call
📱 iphone phone
💻 computer laptop
🖥️ desktop_computer
⌨️ keyboard
🔍 mag search find
🔎 mag_right search find
🔒 lock private
🔓 unlock
🔑 key
🛠️ hammer_and_wrench tools
🔧 wrench fix
⚙️ gear settings
🧪 test_tube experiment
🐛 bug
🐱 cat
🐶 dog
🦄 unicorn_face
🌱 seedling grow
🌍 earth_africa world
🌎 earth_americas world
🌏 earth_asia world
🏠 house home
🏢 office building
✈️ airplane travel
🚗 car
🚲 bike
💬 speech_balloon chat
💭 thought_balloon
🗣️ speaking_head_in_silhouette talk
👂 ear * listen
🧠 brain
👑 crown
💎 gem
💰 moneybag
✨ sparkles magic
💥 boom
💤 zzz sleep
💔 broken_heart
💚 green_heart
💙 blue_heart
💜 purple_heart
🧡 orange_heart
💛 yellow_heart
🤖 robot_face bot
👻 ghost
💩 poop
🎓 mortar_board graduate
🧑‍💻 technologist
🕵️ sleuth_or_spy detective
🏳️ waving_white_flag
🏁 checkered_flag finish
`;
