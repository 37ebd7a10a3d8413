# Says which team a mail is for. Stands for a call of a model.
case "$1" in
  *invoice* | *charged* | *money*) echo billing ;;
  *parcel* | *deliver*) echo shipping ;;
  *"send this back"* | *small* | *broken*) echo returns ;;
  *) echo people ;;
esac
