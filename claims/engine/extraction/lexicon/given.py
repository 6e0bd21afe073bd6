"""Common given names, English and Spanish together: they show that a run of capitals is a person, and a gender."""

from __future__ import annotations

from claims.engine.text import word_set

MALE_GIVEN = word_set(
    """
    aaron aarón abdul abel abelardo abraham absalón adam adolfo adrian adrián adán agustín ahmed al alan albert
    alberto alejandro alex alexander alexandre alexei alfonso alfred alfredo ali allan allen alonso amadeo amado
    ambrose andrea andreas andrei andrew andré andrés andy anselmo anthony antoine anton antonio antony arcadio
    armando arnold arsenio artemio arthur arturo augusto aurelio baltasar barack barry bartolomé bashar basilio
    bautista ben benedict benigno benito benjamin benjamín bernabé bernard bernardo bernie bill billy blas bob bobby
    bonifacio boris brad bradley brandon braulio brendan brent bret brian bruce bruno bryan byron caleb calvin
    cameron camilo carl carlo carlos casey casimiro cayetano celestino cesar chad charles charlie chris christian
    christopher chuck ciro claude claudio clay clayton clemente cliff clint clive colin connor corey cory cosme
    craig crispín cristóbal curt curtis césar dale damian damián dan daniel danny darrell darren darío dave david
    dean demetrio dennis derek desiderio devin dick diego dionisio dirk dmitri dmitry domingo dominic don donald
    donnie doug douglas duncan dustin dwight earl ed eddie edgar edmund edmundo eduardo edward edwin efraín eladio
    eleazar eli elias elijah eliseo elliott eloy elías emiliano emilio emmanuel eneko enrique epifanio erasmo eric
    erik ernest ernesto esteban ethan eugene eugenio eusebio evan evaristo ezequiel fabian fabio fabián fabricio
    facundo faustino fausto federico felipe felix fermín fernando fidel flavio florian francis francisco franco
    frank franz françois fred frederick friedrich fulgencio félix gabriel gael garrett gary gaspar gavin genaro gene
    geoff geoffrey george gerald gerard gerardo germán gervasio gianni gilbert gilberto ginés giovanni glen glenn
    gonzalo gordon graham grant greg gregorio gregory guido guillermo gustavo guy hank hans harold harry harvey
    hassan hector henri henry heraclio herbert heriberto herman hernán higinio hilario horacio howard hugh hugo
    humberto hussein héctor ian ibrahim ignacio igor iker isaac isaías isidoro isidro ismael ivan iván iñaki jacinto
    jack jackson jacob jacobo jacques jaime jairo jake jamal james jamie jan jared jason javier jay jean jeb jeff
    jeffrey jeremy jeremías jerome jerry jerónimo jesse jesús jim jimmy joan joaquín joe joel johan john johnny jon
    jonas jonathan jonás jordan jordi jorge jose josef joseph josh joshua josué josé juan jules julian julio julián
    justin juvenal jürgen karl keith kelvin ken kenneth kent kevin kirk klaus kurt kyle lamar lance larry lars
    laureano laurent lautaro lawrence leandro lee leo leocadio leon leonard leonardo leoncio leopoldo leroy lewis
    leónidas liam lisandro lloyd lope lorenzo louis lucas luciano luigi luis luke lyle lyndon lázaro macario malcolm
    manuel marc marcel marcelino marcelo marcial marco marcos mariano marino mario mark marshall martin martiniano
    marty martín marvin mateo mateu matt matteo matthew maurice mauricio mauro max maximiliano maxwell mel melchor
    michael michel miguel mike mikhail misael mitch mitchell mohamed mohammad mohammed moisés morgan muhammad murray
    máximo nahuel napoleón narciso nathan nathaniel nazario neil nelson newt nicanor nicasio nicholas nick nicolas
    nicolás nigel nikolai noah noel norberto norman octavio olegario oliver olivier omar onofre orestes orlando
    oscar osvaldo oswaldo otto owen pablo pascual pat patricio patrick pau paul paulino paulo pedro percy perry pete
    peter phil philip philippe phillip pierre plácido ponciano porfirio preston primitivo prudencio próspero pío
    quentin quirino rafael raimundo ralph ramiro ramon ramón randall randy raul ray raymond raúl reggie reginald
    reinaldo reince remigio renato ricardo richard rick ricky rigoberto rob robert roberto robin rod rodney rodolfo
    rodrigo rogelio roger roland rolando roman romualdo román ron ronald ronnie roque rosendo ross roy ruben rubén
    rudolph rudy rufino rupert russ russell ryan sabino salomón salvador sam samuel sandro santiago santino
    saturnino saúl scott sean sebastian sebastián serge sergei sergio servando seth severino shane shawn sherrod
    sidney silverio silvestre silvio simon simón sixto spencer stan stanley stefan stephen sterling steve steven
    stewart stuart tad tadeo tam ted telmo teodoro terence terrence terry teófilo theodore thomas tiburcio tim
    timothy tobias tobías todd tom tommy tomás tony toribio travis trevor trey troy tucker tyler ubaldo ulises
    urbano valentín valeriano venancio vernon vicente victor vince vincent virgilio vladimir vladimiro volodymyr
    víctor wade walter warren wayne wenceslao wendell werner wilfred wilfredo will william willie wilson wolfgang
    woody xabier xavier xoán yago yusuf zacarías zachary zack zenón álex álvaro ángel íñigo óscar
    """
)
FEMALE_GIVEN = word_set(
    """
    abigail abril ada adela adelaida adelina adriana agnes ainara ainhoa aisha aitana alba alejandra alexa alexandra
    alexis alfonsina alice alicia alison allison alma almudena amalia amanda amber amelia amparo amy ana anabel
    anahí analía andrea angela angelina anita ann anna anne annette annie antonella antonia april araceli arantxa
    ariadna arianna ashley asunción audrey aurelia aurora ava azucena barbara beatrice beatriz becky begoña belinda
    bella belén benita berenice bernarda berta bertha beth betty beverly blanca bonnie brenda brianna bridget brisa
    brittany brooke brígida bárbara camila candace candela candelaria carla carlota carly carmela carmen carol
    carola carolina caroline carolyn carrie casandra catalina catherine cathy cayetana cecilia celeste celia celina
    charlotte chelsea cheryl chloe christina christine cindy claire clara clarisa claudia clotilde concepción connie
    constanza consuelo corina courtney cristiana cristina crystal cynthia daisy dalia dana daniela danielle dawn
    debbie deborah debra delfina delia denise denisse desirée diana diane dina dolores donna dora doris dorothy
    dulce délida dévora edelmira edith elaine elba elda eleanor elena elisa elise elizabeth ella ellen eloise eloísa
    elsa elvira emilia emily emma encarnación enriqueta erica erika erin esperanza estefanía estela ester esther
    estrella etelvina eugenia eulalia eva evangelina eve evelyn fabiola faith fatima federica felicia felisa
    fernanda filomena fiona flor flora florence florencia frances francesca francisca fátima gabriela gail genoveva
    georgia georgina geraldine gertrude gimena gina ginebra ginger giorgia giovanna gisela gladys glenda gloria
    grace graciela gregoria gretchen griselda guadalupe guillermina gwen hannah harriet heather heidi helen helena
    herminia hilda hillary holly hope hortensia huma iliana imelda indira ines ingrid inmaculada inés irene iris
    irma isabel isabella isidora itziar ivana ivanka ivonne jacinta jackie jacqueline jane janet janice jasmine
    jazmín jean jeanne jenna jennifer jenny jessica jill jimena joan joanna joaquina jocelyn josefa josefina
    josephine jovita joy joyce juana juanita judit judith judy julia juliana julie julieta june justina kamala karen
    karime karina karla kate katherine kathleen kathryn kathy katie katrina kay kayla kelly kellyanne kim kimberly
    kirsten kirstjen kristen kristin kylie lara laura lauren laurie leah leila lena leonor leonora leslie leticia
    libertad lidia ligia lilian liliana lillian lily linda lindsay lindsey lisa liz lois lola lorena loretta lori
    lorraine louise lourdes lucia luciana lucrecia lucy lucía ludmila luisa luz lydia lynn lía mabel macarena
    madeleine madison mafalda magalí magdalena maggie maite malena mandy manuela mar marcela marcelina margaret
    margarita maria marian mariana maribel maricarmen marie mariela marilyn marina marine marion marisa marisol
    maritza marjorie marlene marta martha martina martirio mary maría matilde maureen mayra megan melania melanie
    melina melinda melissa mercedes meredith mia micaela michele michelle milagros mildred minerva miranda mireia
    miriam mirta mirtha molly monica montserrat mónica nadia nancy naomi natalia natalie natasha nelly nerea nicole
    nieves nina noelia noemí nora norma nuria nélida núria obdulia ofelia olga olivia otilia paige palmira paloma
    pamela paola patricia patty paula paulina pauline paz peggy penelope penny perla petra phyllis piedad pilar
    priscilla pura purificación quiteria rachel rafaela ramona raquel rebeca rebecca regina remedios rena renata
    renee ricarda rigoberta rita roberta rocío romina rosa rosalía rosario rosaura rose rosemary roxana rufina ruth
    sabina sabrina sally salomé samanta samantha sandra sara sarah selena selene sharon sheila shelley sherry
    shirley silvana silvia simone socorro sofia sofía sol soledad sonia sonsoles sophia sophie stacey stacy stella
    stephanie sue susan susana suzanne sylvia tamara tammy tania tanya tara tatiana telma teodora teresa teresita
    theresa tiffany tina tracy trinidad trudy ursula valentina valeria valerie vanesa vanessa vera veronica verónica
    vicki victoria victoriana vilma viola violet violeta virginia visitación vivian viviana wanda wendy whitney
    ximena yadira yamila yesenia yolanda yvette yvonne zaida zoe zoila zulema ángela ángeles úrsula
    """
)
